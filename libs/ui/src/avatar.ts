import { Component, computed, input } from '@angular/core';
import { initialsOf } from './initials';

/** Initials in a circle, hidden from assistive technology: the name stands beside it or labels the control around it. */
@Component({
  selector: 'ui-avatar',
  host: { 'aria-hidden': 'true', '[class]': 'size()' },
  template: '{{ initials() }}',
  styles: `
    :host {
      display: inline-grid;
      flex: none;
      place-items: center;
      width: var(--avatar);
      height: var(--avatar);
      border-radius: var(--radius-round);
      background: var(--accent-wash);
      color: var(--accent);
      font: 650 var(--text-xs) / 1 var(--font);
      user-select: none;
    }
    :host(.medium) {
      width: calc(1.5 * var(--avatar));
      height: calc(1.5 * var(--avatar));
      font-size: var(--text-m);
    }
    :host(.large) {
      width: clamp(var(--space-7), 22cqmin, calc(2 * var(--space-8)));
      height: clamp(var(--space-7), 22cqmin, calc(2 * var(--space-8)));
      font-size: clamp(var(--text-l), 9cqmin, var(--text-2xl));
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  /** `large` follows the size of the nearest size container (a tile): give that `container-type: size`. */
  readonly size = input<'small' | 'medium' | 'large'>('small');
  protected readonly initials = computed(() => initialsOf(this.name()));
}
