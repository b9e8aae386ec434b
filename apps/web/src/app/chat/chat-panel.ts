import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { limits } from '@parley/contract';
import { Button, Icon } from '@parley/ui';
import { FilesStore } from '../files/files-store';
import { ElementSizeObserver } from '../meeting/element-size';
import { MeetingStore } from '../meeting/meeting-store';
import { chat } from '../text/chat.en';
import { sentenceFor } from '../text/errors.en';
import { heldBack } from '../text/liberties.en';
import { ChatFile } from './chat-file';
import { ChatStore } from './chat-store';
import { conversationOf } from './conversation';
import { MessageItem } from './message-item';

/** Closer than this to the end counts as reading along: new messages then scroll into view. */
const readingAlongPixels = 80;

/** The meeting's conversation and a box to take part in it. Enter sends, Shift+Enter makes a line. */
@Component({
  selector: 'parley-chat-panel',
  imports: [Button, ChatFile, ElementSizeObserver, Icon, MessageItem],
  templateUrl: './chat-panel.html',
  styleUrl: './chat-panel.css',
})
export class ChatPanel {
  protected readonly store = inject(ChatStore);
  protected readonly meeting = inject(MeetingStore);
  private readonly files = inject(FilesStore);
  protected readonly text = chat;
  protected readonly heldBack = heldBack['send-chat'];
  protected readonly maxLength = limits.chatTextLength;
  protected readonly sentenceFor = sentenceFor;
  private readonly log = viewChild.required<ElementRef<HTMLElement>>('log');
  private wasReadingAlong = true;
  protected readonly conversation = computed(() =>
    conversationOf(this.store.messages(), this.files.shared().toReversed()),
  );

  /** A line more, a row that came late, a picture in it: whatever makes it longer, the end stays in sight. */
  protected keepUp(): void {
    const log = this.log().nativeElement;
    if (this.wasReadingAlong) log.scrollTop = log.scrollHeight;
  }

  protected noteScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.log().nativeElement;
    this.wasReadingAlong = scrollHeight - scrollTop - clientHeight < readingAlongPixels;
  }

  protected sendOnEnter(event: Event): void {
    const { shiftKey, isComposing } = event as KeyboardEvent;
    if (shiftKey || isComposing) return;
    event.preventDefault();
    this.send();
  }

  protected send(): void {
    const text = this.store.unsent().trim();
    if (text === '') return;
    this.store.unsent.set('');
    this.wasReadingAlong = true;
    void this.store.send(text);
  }
}
