import { afterRenderEffect, Component, type ElementRef, inject, viewChild } from '@angular/core';
import { limits } from '@parley/contract';
import { Button, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { chat } from '../text/chat.en';
import { sentenceFor } from '../text/errors.en';
import { heldBack } from '../text/liberties.en';
import { ChatStore } from './chat-store';
import { MessageItem } from './message-item';

/** Closer than this to the end counts as reading along: new messages then scroll into view. */
const readingAlongPixels = 80;

/** The meeting's conversation and a box to take part in it. Enter sends, Shift+Enter makes a line. */
@Component({
  selector: 'parley-chat-panel',
  imports: [Button, Icon, MessageItem],
  templateUrl: './chat-panel.html',
  styleUrl: './chat-panel.css',
})
export class ChatPanel {
  protected readonly store = inject(ChatStore);
  protected readonly meeting = inject(MeetingStore);
  protected readonly text = chat;
  protected readonly heldBack = heldBack['send-chat'];
  protected readonly maxLength = limits.chatTextLength;
  protected readonly sentenceFor = sentenceFor;
  private readonly log = viewChild.required<ElementRef<HTMLElement>>('log');
  private wasReadingAlong = true;

  constructor() {
    afterRenderEffect(() => {
      this.store.messages();
      this.store.drafts();
      const log = this.log().nativeElement;
      if (this.wasReadingAlong) log.scrollTop = log.scrollHeight;
    });
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
