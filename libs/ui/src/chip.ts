import { Component, input } from '@angular/core';

/** A short fact about the thing beside it. Colour only repeats what the words say. */
@Component({
  selector: 'ui-chip',
  host: { '[class]': 'tone()' },
  template: '<ng-content />',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      padding: 0 var(--space-2);
      border-radius: var(--radius-round);
      background: var(--chip);
      color: var(--ink-soft);
      font: 500 var(--text-xs) / 2 var(--font);
      white-space: nowrap;
    }
    :host(.live) {
      background: var(--accent-wash);
      color: var(--accent);
    }
    :host(.warn) {
      background: var(--warn-wash);
      color: var(--warn);
    }
    :host(.danger) {
      background: var(--danger-wash);
      color: var(--danger);
    }
  `,
})
export class Chip {
  readonly tone = input<'plain' | 'live' | 'warn' | 'danger'>('plain');
}
