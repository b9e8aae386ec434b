import { Component, computed, inject, input } from '@angular/core';
import { Icon } from '@parley/ui';
import { pinText as text } from '../../text/pin.en';
import { PinStore } from './pin-store';

/** On a tile, the button that makes its picture large here. */
@Component({
  selector: 'parley-tile-pin',
  imports: [Icon],
  host: {
    '[class.pinned]': 'isPinned()',
    // The tile below is dragged on phones, and a screen is brought closer.
    '(pointerdown)': '$event.stopPropagation()',
    '(dblclick)': '$event.stopPropagation()',
  },
  template: `
    <button type="button" [attr.aria-label]="name()" [title]="name()" (click)="pins.toggle(key())">
      <ui-icon name="pin" [size]="18" />
    </button>
  `,
  styles: `
    :host {
      position: absolute;
      top: var(--space-2);
      left: var(--space-2);
      border-radius: var(--radius-round);
      background: var(--over-picture);
      color: var(--on-picture);
    }
    :host(.pinned) {
      color: var(--accent);
    }
    button {
      display: grid;
      place-items: center;
      min-width: var(--space-6);
      min-height: var(--space-6);
      border: 0;
      border-radius: inherit;
      background: transparent;
      color: inherit;
      cursor: pointer;
    }
    /* As large as a finger, and drawn no larger than the icon needs, in the corner: there are faces behind it. */
    @media (pointer: coarse) {
      :host {
        top: 0;
        left: 0;
        background: transparent;
        isolation: isolate;
      }
      button {
        position: relative;
        min-width: var(--target);
        min-height: var(--target);
      }
      button::before {
        position: absolute;
        inset: var(--space-2);
        z-index: -1;
        border-radius: inherit;
        background: var(--over-picture);
        content: '';
      }
    }
  `,
})
export class TilePin {
  readonly key = input.required<string>();
  /** As its tile is called. */
  readonly label = input.required<string>();
  protected readonly pins = inject(PinStore);
  protected readonly isPinned = computed(() => this.pins.key() === this.key());
  protected readonly name = computed(() =>
    this.isPinned() ? text.unpin(this.label()) : text.pin(this.label()),
  );
}
