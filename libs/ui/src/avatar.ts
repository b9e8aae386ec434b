import { Component, computed, input, signal } from '@angular/core';
import { initialsOf } from './initials';

/** A picture in a circle, or initials where there is none or it cannot be had: hidden from assistive technology: the name stands beside it or labels the control around it. */
@Component({
  selector: 'ui-avatar',
  host: { 'aria-hidden': 'true', '[class]': 'size()' },
  template: `
    @if (shown(); as address) {
      <img alt="" draggable="false" [src]="address" (error)="missing.set(address)" />
    } @else {
      {{ initials() }}
    }
  `,
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
    img {
      width: 100%;
      height: 100%;
      border-radius: inherit;
      object-fit: cover;
    }
    :host(.medium) {
      width: calc(1.5 * var(--avatar));
      height: calc(1.5 * var(--avatar));
      font-size: var(--text-m);
    }
    :host(.huge) {
      width: calc(3 * var(--avatar));
      height: calc(3 * var(--avatar));
      font-size: var(--text-xl);
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
  readonly size = input<'small' | 'medium' | 'large' | 'huge'>('small');
  /** Address of a square picture; empty where there is none. */
  readonly picture = input('');
  /** It was taken away, or never came. */
  protected readonly missing = signal('');
  protected readonly shown = computed(() =>
    this.picture() === this.missing() ? '' : this.picture(),
  );
  protected readonly initials = computed(() => initialsOf(this.name()));
}
