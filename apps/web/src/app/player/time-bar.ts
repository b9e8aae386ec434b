import { Component, computed, input, output } from '@angular/core';
import { player } from '../text/player.en';

/** A place in time worth showing on the bar. */
export interface TimeMark {
  readonly atMs: number;
  readonly kind: string;
  readonly words: string;
}

/** Where playing is, and the way to anywhere else; small marks above it say where something happened. */
@Component({
  selector: 'parley-time-bar',
  host: { dir: 'ltr', '[style.--played]': 'playedPart()' },
  template: `
    <div class="marks" aria-hidden="true">
      @for (mark of placed(); track $index) {
        <span [class]="mark.kind" [style.--at]="mark.part" [title]="mark.words"></span>
      }
    </div>
    <input
      type="range"
      data-time
      min="0"
      step="1"
      [max]="durationMs()"
      [value]="positionMs()"
      [attr.aria-label]="text.time"
      [attr.aria-valuetext]="text.timeOf(positionMs(), durationMs())"
      (input)="seek($event)"
    />
  `,
  styleUrl: './time-bar.css',
})
export class TimeBar {
  readonly positionMs = input.required<number>();
  readonly durationMs = input.required<number>();
  readonly marks = input<readonly TimeMark[]>([]);
  readonly sought = output<number>();
  protected readonly text = player;
  protected readonly playedPart = computed(() => this.partOf(this.positionMs()));
  protected readonly placed = computed(() =>
    this.marks().map((mark) => ({ ...mark, part: this.partOf(mark.atMs) })),
  );

  protected seek({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.sought.emit(target.valueAsNumber);
  }

  private partOf(atMs: number): number {
    const durationMs = this.durationMs();
    return durationMs === 0 ? 0 : Math.min(1, Math.max(0, atMs / durationMs));
  }
}
