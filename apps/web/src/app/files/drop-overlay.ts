import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { dropping as text } from '../text/shared-files.en';
import { type DropAim, personPlaces } from './drop-target';

/** Says, where the files hover, what dropping them there does. */
@Component({
  selector: 'parley-drop-overlay',
  imports: [Icon],
  template: `
    <div
      class="zone"
      [class.one]="box() !== null"
      [style.left.px]="box()?.left"
      [style.top.px]="box()?.top"
      [style.width.px]="box()?.width"
      [style.height.px]="box()?.height"
    >
      <div class="words">
        <ui-icon name="upload" [size]="box() === null ? 36 : 20" />
        <strong>{{ words() }}</strong>
        @if (box() === null && isAnybodyInSight) {
          <span>{{ text.hint }}</span>
        }
      </div>
    </div>
  `,
  styleUrl: './drop-overlay.css',
})
export class DropOverlay {
  readonly aim = input.required<DropAim>();
  protected readonly text = text;
  readonly #others = inject(MeetingStore).others;
  /** Somebody to drop it on, for them alone. */
  protected readonly isAnybodyInSight = Array.from(
    inject(DOCUMENT).querySelectorAll(personPlaces),
  ).some((place) => this.#isOther(place) && place.checkVisibility());
  protected readonly box = computed(() => this.aim().place?.getBoundingClientRect() ?? null);
  protected readonly words = computed(() => {
    const { person } = this.aim();
    return person ? text.forOne(person.name) : text.forEveryone;
  });

  #isOther(place: Element): boolean {
    const id = place.getAttribute('data-participant-id');
    return this.#others().some((one) => one.id === id);
  }
}
