import { Component, input } from '@angular/core';

/**
 * A message that stays until its reason is gone. Content is the sentence; `[slot=action]` holds what to do about it.
 * The caller gives the role: `alert` for a refusal, `status` for news.
 */
@Component({
  selector: 'ui-notice',
  host: { '[class]': 'tone()' },
  template: `
    <div class="words">
      @if (heading()) {
        <strong>{{ heading() }}</strong>
      }
      <div class="text"><ng-content /></div>
    </div>
    <ng-content select="[slot=action]" />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3) var(--space-4);
      padding: var(--space-3) var(--space-4);
      border-radius: var(--radius-m);
      background: var(--accent-wash);
      color: var(--ink);
    }
    :host(.danger) {
      background: var(--danger-wash);
    }
    :host(.warn) {
      background: var(--warn-wash);
    }
    .words {
      flex: 1 1 calc(4 * var(--space-8));
      min-width: 0;
      overflow-wrap: anywhere;
    }
    strong {
      display: block;
      font-weight: 650;
    }
    .text {
      font-size: var(--text-s);
    }
    strong + .text {
      color: var(--ink-soft);
    }
  `,
})
export class Notice {
  readonly heading = input('');
  readonly tone = input<'calm' | 'warn' | 'danger'>('calm');
}
