import { Component, computed, input } from '@angular/core';
import {
  doneInWords,
  percentInWords,
  sharedFiles as text,
  speedInWords,
  timeLeftInWords,
} from '../text/shared-files.en';

/** How far a file is: a bar, and under it figures that keep their places while they change. */
@Component({
  selector: 'parley-file-progress',
  template: `
    <progress
      [attr.aria-label]="text.progress(name())"
      [attr.aria-valuetext]="percent()"
      [value]="doneBytes()"
      [max]="sizeBytes() || 1"
      [class.still]="isStill()"
    ></progress>
    <span class="figures">
      <span class="percent">{{ percent() }}</span>
      <span class="done">{{ done() }}</span>
      <span class="speed">{{ speed() }}</span>
      <span class="left">{{ left() }}</span>
    </span>
  `,
  styleUrl: './file-progress.css',
})
export class FileProgress {
  readonly name = input.required<string>();
  readonly doneBytes = input.required<number>();
  readonly sizeBytes = input.required<number>();
  readonly bytesPerSecond = input(0);
  readonly secondsLeft = input<number | null>(null);
  /** Nothing moves: paused, waiting or being checked. */
  readonly isStill = input(false);
  protected readonly text = text;
  protected readonly percent = computed(() => percentInWords(this.doneBytes(), this.sizeBytes()));
  protected readonly done = computed(() => doneInWords(this.doneBytes(), this.sizeBytes()));
  protected readonly speed = computed(() =>
    this.bytesPerSecond() > 0 ? speedInWords(this.bytesPerSecond()) : '',
  );
  protected readonly left = computed(() => {
    const seconds = this.secondsLeft();
    return seconds === null ? '' : timeLeftInWords(seconds);
  });
}
