import { Component, computed, input } from '@angular/core';
import { partsOf } from './message-parts';

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** One message: who, when, and what as plain text with links. */
@Component({
  selector: 'parley-message',
  host: { '[class.own]': 'isOwn()' },
  template: `
    <span class="head">
      <strong>{{ name() }}</strong>
      @if (sentAt(); as moment) {
        <time [attr.datetime]="moment">{{ clock() }}</time>
      }
    </span>
    <p>
      @for (part of parts(); track $index) {
        @if (part.href; as href) {
          <a [href]="href" target="_blank" rel="noopener noreferrer nofollow">{{ part.text }}</a>
        } @else {
          <span>{{ part.text }}</span>
        }
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-1);
    }
    :host(.own) {
      justify-items: end;
    }
    .head {
      display: flex;
      gap: var(--space-2);
      align-items: baseline;
      font-size: var(--text-s);
      overflow-wrap: anywhere;
    }
    time {
      color: var(--ink-soft);
      font-size: var(--text-xs);
    }
    p {
      max-width: 90%;
      margin: 0;
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-m);
      background: var(--tile);
      overflow-wrap: anywhere;
    }
    /* The text keeps its own line breaks. */
    p > * {
      white-space: pre-wrap;
    }
    :host(.own) p {
      background: var(--accent-wash);
    }
    a {
      color: var(--accent);
    }
  `,
})
export class MessageItem {
  readonly name = input.required<string>();
  readonly body = input.required<string>();
  /** ISO 8601; absent while the message is on its way. */
  readonly sentAt = input<string>();
  readonly isOwn = input(false);
  protected readonly parts = computed(() => partsOf(this.body()));
  protected readonly clock = computed(() => timeOfDay.format(new Date(this.sentAt() ?? 0)));
}
