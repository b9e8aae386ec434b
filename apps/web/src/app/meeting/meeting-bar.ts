import { Component, computed, inject } from '@angular/core';
import { Icon } from '@parley/ui';
import { clockTime } from '../text/amounts.en';
import { meeting as text } from '../text/meeting.en';
import { MeetingStore } from './meeting-store';
import { RecordingControl } from './recording-control';
import { secondsTick } from './seconds-tick';

/** The top line: which meeting, for how long, locked or not, recorded or not. */
@Component({
  selector: 'parley-meeting-bar',
  imports: [Icon],
  template: `
    <h1 dir="auto">{{ state()?.roomName }}</h1>
    <span class="soft time">{{ duration() }}</span>
    @if (state()?.isLocked) {
      <ui-icon name="lock" [size]="16" />
      <span class="unseen">{{ text.locked }}</span>
    }
    @if (recordedFor(); as time) {
      <span
        class="badge"
        role="status"
        [class.paused]="state()?.recording?.isPaused"
        [attr.aria-label]="text.recording"
      >
        <i></i><span class="word">{{ text.recording }}</span>
        @if (state()?.recording?.isPaused) {
          <span>{{ text.paused }}</span>
        } @else {
          <span class="time" aria-live="off">{{ time }}</span>
        }
      </span>
    }
    <span class="space"></span>
    @if (safetyText()) {
      <span class="soft safety">{{ safetyText() }}</span>
    }
    <span class="soft promise">{{ text.encrypted }}</span>
  `,
  styleUrl: './meeting-bar.css',
})
export class MeetingBar {
  protected readonly text = text;
  protected readonly state = inject(MeetingStore).state;
  protected readonly safetyText = inject(RecordingControl).safetyText;
  readonly #now = secondsTick();

  protected readonly duration = computed(() => this.#since(this.state()?.startedAt));
  /** What is recorded: pauses are not in it. */
  protected readonly recordedFor = computed(() => {
    const recording = this.state()?.recording;
    return this.#since(recording?.startedAt, recording?.pausedMs);
  });

  /** By the server's clock, as the start was. */
  #since(moment: string | undefined, withoutMs = 0): string {
    if (moment === undefined) return '';
    const offsetMs = this.state()?.clockOffsetMs ?? 0;
    return clockTime(Math.max(0, this.#now() + offsetMs - Date.parse(moment) - withoutMs));
  }
}
