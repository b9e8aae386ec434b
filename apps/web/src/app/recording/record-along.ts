import { DestroyRef, inject, Injectable, untracked } from '@angular/core';
import { ParleyFailure } from '../api/parley-failure';
import type { MeetingState } from '../meeting/meeting-state';
import { MeetingStore } from '../meeting/meeting-store';
import { RecordingStore } from './recording-store';
import { firstWhoMay } from './self-start';

/**
 * In a room that wants it so, the page of the first moderator beside the recorder records along, and goes on when the
 * recorder is gone. Lifetime: one meeting.
 */
@Injectable()
export class RecordAlong {
  readonly #meeting = inject(MeetingStore);
  readonly #store = inject(RecordingStore);
  /** Asked for once: where the server said no, it says so until somebody else's turn is over. */
  readonly #asked = new Set<string>();

  constructor() {
    const follow = (state: MeetingState) => untracked(() => void this.#follow(state));
    const stop = this.#meeting.observe({ changed: follow });
    inject(DestroyRef).onDestroy(stop);
    const state = this.#meeting.state();
    if (state) follow(state);
  }

  async #follow({ recording, roomRecording, self }: MeetingState): Promise<void> {
    if (!recording || !roomRecording.recordsAlong || recording.participantId === self) return;
    // Somebody does; when they are gone it may be this page's turn again.
    if (recording.standbyParticipantId !== undefined) return this.#asked.clear();
    const others = this.#meeting.participants().filter(({ id }) => id !== recording.participantId);
    if (firstWhoMay(others)?.id !== self || this.#asked.has(recording.recordingId)) return;
    this.#asked.add(recording.recordingId);
    try {
      await this.#store.recordAlong(recording);
    } catch (error) {
      console.warn('not recording along', ParleyFailure.from(error).code);
    }
  }
}
