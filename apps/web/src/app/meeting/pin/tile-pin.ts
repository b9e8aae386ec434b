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
  styleUrl: '../tile-button.css',
  styles: `
    :host(.pinned) {
      color: var(--accent);
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
