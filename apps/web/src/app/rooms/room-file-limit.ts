import { Component, computed, model } from '@angular/core';
import type { LargestFileBytes } from '@parley/contract';
import { ChoiceRow } from '../media/choice-row';
import { sizeInWords } from '../text/amounts.en';
import { roomFiles as text } from '../text/rooms.en';

/** Any size, the sizes to choose from, no files. */
const choices: readonly LargestFileBytes[] = [null, 10e6, 100e6, 1e9, 10e9, 0];

/** Picks how large a file may be that is shared in the room. */
@Component({
  selector: 'parley-room-file-limit',
  imports: [ChoiceRow],
  template: `
    <parley-choice-row
      [label]="text.largest"
      [options]="options()"
      [chosen]="idOf(largestFileBytes())"
      (picked)="choose($event)"
    />
    <p class="soft">{{ text.largestHint }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    p {
      margin: 0;
      font-size: var(--text-s);
    }
  `,
})
export class RoomFileLimit {
  readonly largestFileBytes = model.required<LargestFileBytes>();
  protected readonly text = text;

  protected readonly options = computed(() => {
    const chosen = this.largestFileBytes();
    // One that was set by other means is shown as it is.
    const listed = choices.includes(chosen) ? choices : [chosen, ...choices];
    return listed.map((bytes) => ({ id: this.idOf(bytes), name: nameOf(bytes) }));
  });

  protected readonly idOf = String;

  protected choose(id: string): void {
    this.largestFileBytes.set(id === this.idOf(null) ? null : Number(id));
  }
}

function nameOf(bytes: LargestFileBytes): string {
  if (bytes === null) return text.anySize;
  return bytes === 0 ? text.noFiles : sizeInWords(bytes);
}
