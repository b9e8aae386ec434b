import { Component, input } from '@angular/core';

/** A grey shape that holds the place of what is loading. Appears after 300 ms, so that a fast answer never flickers. */
@Component({
  selector: 'ui-skeleton',
  host: { 'aria-hidden': 'true', '[style.width]': 'width()', '[style.height]': 'height()' },
  template: '',
  styles: `
    :host {
      display: block;
      border-radius: var(--radius-s);
      background: var(--skeleton);
      opacity: 0;
      animation:
        appear var(--calm) var(--ease) 300ms forwards,
        breathe 1.6s ease-in-out 600ms infinite alternate;
    }
    @keyframes appear {
      to {
        opacity: 1;
      }
    }
    @keyframes breathe {
      to {
        background: color-mix(in oklab, var(--skeleton), var(--canvas) 45%);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      :host {
        animation: appear 1ms linear 300ms forwards;
      }
    }
  `,
})
export class Skeleton {
  /** Any CSS length. */
  readonly width = input('100%');
  readonly height = input('1em');
}
