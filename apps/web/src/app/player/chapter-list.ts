import { Component, computed, input, output } from '@angular/core';
import { clockTime } from '../text/amounts.en';
import type { TimeMark } from './time-bar';

/** Index of the last thing that has begun by then; -1 before the first. Things are in the order of time. */
export function lastBegun(things: readonly { readonly atMs: number }[], nowMs: number): number {
  return things.findLastIndex(({ atMs }) => atMs <= nowMs);
}

/** Where what happened, in order; pressing one goes there. */
@Component({
  selector: 'parley-chapter-list',
  template: `
    <ol>
      @for (chapter of chapters(); track $index) {
        <li>
          <button
            type="button"
            [attr.aria-current]="$index === current() ? 'true' : null"
            (click)="sought.emit(chapter.atMs)"
          >
            <span class="at">{{ clock(chapter.atMs) }}</span>&ngsp;<span class="words" dir="auto">{{
              chapter.words
            }}</span>
          </button>
        </li>
      }
    </ol>
  `,
  styleUrl: './moments.css',
})
export class ChapterList {
  readonly chapters = input.required<readonly TimeMark[]>();
  readonly positionMs = input.required<number>();
  readonly sought = output<number>();
  protected readonly clock = clockTime;
  protected readonly current = computed(() => lastBegun(this.chapters(), this.positionMs()));
}
