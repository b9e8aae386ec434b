import { DestroyRef, inject, Injectable } from '@angular/core';
import type { Happening } from '@parley/contract';
import type { MeetingState } from '../meeting/meeting-state';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { recordingNews } from '../text/recording.en';
import { RecordingSound } from './recording-sound';

/** Everybody hears when a recording starts and stops, and is told of pauses and of who is left out. Lifetime: one meeting. */
@Injectable()
export class RecordingNews {
  readonly #toasts = inject(Toasts);
  readonly #sound = inject(RecordingSound);

  constructor() {
    const meeting = inject(MeetingStore);
    let wasRunning = false;
    const follow = ({ recording }: Pick<MeetingState, 'recording'>) => {
      const isRunning = recording !== null;
      if (isRunning && !wasRunning) this.#sound.sayStarted();
      if (!isRunning && wasRunning) this.#sound.sayStopped();
      wasRunning = isRunning;
    };
    const state = meeting.state();
    if (state) follow(state);
    const stop = meeting.observe({
      changed: follow,
      happened: ({ happening }, before) => this.#tell(happening, before),
    });
    inject(DestroyRef).onDestroy(stop);
  }

  #tell(happening: Happening, before: MeetingState): void {
    const news = recordingNews(happening, before);
    if (news !== null) this.#toasts.show(news);
  }
}
