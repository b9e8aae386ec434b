import { Component, computed, inject, input } from '@angular/core';
import { Icon } from '@parley/ui';
import { pictureText as text } from '../../text/picture.en';
import { PictureTaker } from './picture-taker';

/** On a tile, the button that keeps a still picture of it. */
@Component({
  selector: 'parley-tile-picture',
  imports: [Icon],
  providers: [PictureTaker],
  host: {
    // The tile below is dragged on phones, and a screen is brought closer.
    '(pointerdown)': '$event.stopPropagation()',
    '(dblclick)': '$event.stopPropagation()',
  },
  template: `
    <button type="button" [attr.aria-label]="name()" [title]="name()" (click)="take()">
      <ui-icon name="picture" [size]="18" />
    </button>
  `,
  styleUrl: '../tile-button.css',
  styles: `
    /* Beside the pin. */
    :host {
      left: calc(2 * var(--space-2) + var(--space-6));
    }
    @media (pointer: coarse) {
      :host {
        left: var(--target);
      }
    }
  `,
})
export class TilePicture {
  readonly participantId = input.required<string>();
  /** As its tile is called. */
  readonly label = input.required<string>();
  readonly video = input.required<HTMLVideoElement>();
  readonly #taker = inject(PictureTaker);
  protected readonly name = computed(() => text.save(this.label()));

  protected take(): void {
    const [participantId, label, video] = [this.participantId(), this.label(), this.video()];
    void this.#taker.take({ participantId, label, video });
  }
}
