import { Component, computed, effect, ElementRef, inject, input, output } from '@angular/core';
import type { RecordingTimeline } from '@parley/contract';
import { clockTime } from '../text/amounts.en';
import { lastBegun } from './chapter-list';

/** The meeting's chat in step with the picture: what is not yet written is pale, and the list keeps the latest in sight. */
@Component({
  selector: 'parley-chat-along',
  template: `
    <ol>
      @for (line of lines(); track $index) {
        <li>
          <button
            type="button"
            [class.later]="$index > current()"
            [attr.aria-current]="$index === current() ? 'true' : null"
            (click)="sought.emit(line.atMs)"
          >
            <span class="at">{{ clock(line.atMs) }}</span>&ngsp;<span class="words" dir="auto"
              ><strong>{{ line.name }}</strong> {{ line.text }}</span
            >
          </button>
        </li>
      }
    </ol>
  `,
  styleUrl: './moments.css',
})
export class ChatAlong {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly lines = input.required<RecordingTimeline['chat']>();
  readonly positionMs = input.required<number>();
  readonly sought = output<number>();
  protected readonly clock = clockTime;
  protected readonly current = computed(() => lastBegun(this.lines(), this.positionMs()));

  constructor() {
    effect(() => this.bringIntoSight(this.current()));
  }

  /** Moves this list and never the page; not while somebody reads or goes through it. */
  private bringIntoSight(index: number): void {
    const list = this.host.nativeElement;
    const line = list.querySelectorAll<HTMLElement>('li')[index];
    if (line === undefined || list.matches(':hover, :focus-within')) return;
    list.scrollTop = line.offsetTop - (list.clientHeight - line.offsetHeight) / 2;
  }
}
