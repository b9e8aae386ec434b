import { computed, inject, Injectable } from '@angular/core';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { consent as text } from '../text/recording.en';
import { isOut } from './left-out';

/** What this person says to being recorded, and may change at any time. Lifetime: one meeting. */
@Injectable()
export class ConsentStore {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);

  /** The running recording of somebody else; null where nothing is to be decided. */
  readonly recording = computed(() => {
    const state = this.#meeting.state();
    return state?.recording?.participantId === state?.self ? null : (state?.recording ?? null);
  });
  readonly isAsked = computed(
    () => this.recording() !== null && this.#meeting.self()?.recordingConsent === undefined,
  );
  readonly isLeftOut = computed(() => {
    const [self, state] = [this.#meeting.self(), this.#meeting.state()];
    return self !== undefined && state !== null && isOut(self, state);
  });
  readonly mustAgree = computed(
    () => this.#meeting.state()?.roomRecording.consent === 'must-agree',
  );
  readonly recorderName = computed(() => {
    const id = this.recording()?.participantId;
    return this.#meeting.participants().find((one) => one.id === id)?.name ?? '';
  });
  readonly action = computed(() => {
    if (this.recording() === null) return '';
    return this.isLeftOut() ? text.letIn : text.leaveOut;
  });

  /** Holds from the moment the server knows it; said so in a toast where it changes what one is in. */
  async answer(agrees: boolean): Promise<void> {
    const wasOut = this.isLeftOut();
    try {
      await this.#client.request('recordings:answer-consent', { agrees });
      if (!agrees) this.#toasts.show(text.isOut);
      else if (wasOut) this.#toasts.show(text.isIn);
    } catch (error) {
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }
}
