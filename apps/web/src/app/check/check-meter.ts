import { Component, computed, input } from '@angular/core';
import { percentOf } from '../media/sound-level';

/** A bar that follows a level of sound, as ears do. */
@Component({
  selector: 'parley-check-meter',
  host: {
    role: 'meter',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-valuenow]': 'percent()',
    '[attr.aria-label]': 'label()',
  },
  template: '<span [style.scale]="percent() / 100 + \' 1\'"></span>',
  styles: `
    :host {
      display: block;
      overflow: hidden;
      height: var(--space-2);
      border-radius: var(--radius-round);
      background: var(--chip);
    }
    span {
      display: block;
      height: 100%;
      border-radius: inherit;
      background: var(--accent);
      transform-origin: left;
      transition: scale var(--fast) linear;
    }
  `,
})
export class CheckMeter {
  readonly label = input.required<string>();
  /** Root mean square of samples between -1 and 1. */
  readonly level = input.required<number>();
  protected readonly percent = computed(() => percentOf(this.level()));
}
