import { Component, computed, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Icon } from '@parley/ui';
import { volumeText as text } from '../../text/volume.en';
import { VolumeStore } from './volume-store';

/** On a tile, how loud it is here: a button, and behind it a slider. The arrow keys move it, Escape puts it away. */
@Component({
  selector: 'parley-tile-volume',
  imports: [Icon],
  host: {
    '[class.changed]': 'isOpen() || volume() < 1',
    '(keydown.escape)': 'close($event)',
    // The tile below is dragged on phones, and a screen is moved and brought closer.
    '(pointerdown)': '$event.stopPropagation()',
    '(dblclick)': '$event.stopPropagation()',
    '(wheel)': '$event.stopPropagation()',
    '(keydown)': 'keepArrows($event)',
    '(focusout)': 'closeBehind($event)',
  },
  template: `
    @if (isOpen()) {
      <input
        type="range"
        min="0"
        max="100"
        step="5"
        [attr.aria-label]="text.slider(label())"
        [attr.aria-valuetext]="text.percent(volume())"
        [value]="volume() * 100"
        (input)="set($event)"
      />
    }
    <button
      #toggle
      type="button"
      [attr.aria-label]="text.button(label())"
      [attr.aria-expanded]="isOpen()"
      [title]="text.button(label())"
      (click)="isOpen.set(!isOpen())"
    >
      <ui-icon name="speaker" [size]="18" />
      @if (volume() < 1) {
        <span aria-hidden="true">{{ text.percent(volume()) }}</span>
      }
    </button>
  `,
  styleUrl: './tile-volume.css',
})
export class TileVolume {
  readonly key = input.required<string>();
  /** Whose or which screen's sound it is, as its tile is called. */
  readonly label = input.required<string>();
  protected readonly text = text;
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #volumes = inject(VolumeStore);
  protected readonly isOpen = signal(false);
  protected readonly volume = computed(() => this.#volumes.of(this.key()));
  private readonly toggle = viewChild.required<ElementRef<HTMLElement>>('toggle');

  protected set({ target }: Event): void {
    if (target instanceof HTMLInputElement)
      this.#volumes.set(this.key(), target.valueAsNumber / 100);
  }

  /** They move the slider, not the screen under it; letters stay shortcuts. */
  protected keepArrows(event: KeyboardEvent): void {
    if (event.key.startsWith('Arrow')) event.stopPropagation();
  }

  protected closeBehind({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.#element.contains(relatedTarget))
      this.isOpen.set(false);
  }

  protected close(event: Event): void {
    if (!this.isOpen()) return;
    event.stopPropagation();
    this.isOpen.set(false);
    this.toggle().nativeElement.focus();
  }
}
