import { Component, computed, input } from '@angular/core';
import { Icon } from '@parley/ui';
import { dropping as text } from '../text/shared-files.en';
import type { DropAim } from './drop-target';

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
      <ui-icon name="upload" [size]="box() === null ? 36 : 20" />
      <strong>{{ words() }}</strong>
      @if (box() === null) {
        <span>{{ text.hint }}</span>
      }
    </div>
  `,
  styleUrl: './drop-overlay.css',
})
export class DropOverlay {
  readonly aim = input.required<DropAim>();
  protected readonly text = text;
  protected readonly box = computed(() => this.aim().place?.getBoundingClientRect() ?? null);
  protected readonly words = computed(() => {
    const { person } = this.aim();
    return person ? text.forOne(person.name) : text.forEveryone;
  });
}
