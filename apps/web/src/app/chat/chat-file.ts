import { Component, computed, inject, input } from '@angular/core';
import { FileRow } from '../files/file-row';
import type { SharedFile } from '../files/shared-file';
import { MeetingStore } from '../meeting/meeting-store';
import { sharedFiles as text } from '../text/shared-files.en';

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** A shared file in the conversation: who, when, and the same row as in the Files panel, shorter. */
@Component({
  selector: 'parley-chat-file',
  imports: [FileRow],
  host: { '[class.own]': 'isOwn()' },
  template: `
    <span class="head">
      <strong>{{ isOwn() ? text.youShare : text.shares(file().share.fromName) }}</strong>
      <time [attr.datetime]="file().share.announcedAt">{{ clock() }}</time>
    </span>
    <!-- Its figures change all the time: nobody wants to hear each. -->
    <div parley-file-row aria-live="off" [file]="file()" [isCompact]="true"></div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-1);
    }
    .head {
      display: flex;
      gap: var(--space-2);
      align-items: baseline;
      font-size: var(--text-s);
      overflow-wrap: anywhere;
    }
    :host(.own) .head {
      justify-content: end;
    }
    time {
      color: var(--ink-soft);
      font-size: var(--text-xs);
    }
  `,
})
export class ChatFile {
  readonly file = input.required<SharedFile>();
  protected readonly text = text;
  private readonly meeting = inject(MeetingStore);
  protected readonly isOwn = computed(() => this.file().share.from === this.meeting.self()?.id);
  protected readonly clock = computed(() =>
    timeOfDay.format(new Date(this.file().share.announcedAt)),
  );
}
