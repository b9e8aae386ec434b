import { DestroyRef, inject, Injectable, untracked } from '@angular/core';
import { may, type Participant } from '@parley/contract';
import type { MeetingState } from '../meeting/meeting-state';
import { MeetingStore } from '../meeting/meeting-store';
import { PlanChoice } from './plan-choice';
import { RecordingStore } from './recording-store';

/**
 * Starts the recording of a room that wants it so, on the page of whoever is there first of those who may; once in a
 * meeting, so that a recording which somebody stopped stays stopped. Lifetime: one meeting.
 */
@Injectable()
export class SelfStart {
  readonly #meeting = inject(MeetingStore);
  readonly #store = inject(RecordingStore);
  readonly #choice = inject(PlanChoice);
  #hasStarted = false;

  constructor() {
    const follow = (state: MeetingState) => untracked(() => this.#follow(state));
    const stop = this.#meeting.observe({ changed: follow });
    inject(DestroyRef).onDestroy(stop);
    const state = this.#meeting.state();
    if (state) follow(state);
  }

  #follow(state: MeetingState): void {
    const { recording, roomRecording, wasRecorded = false } = state;
    if (this.#hasStarted || recording || wasRecorded || !roomRecording.startsByItself) return;
    if (firstWhoMay(this.#meeting.participants())?.id !== state.self) return;
    this.#hasStarted = true;
    this.#store.start(this.#choice.plan());
  }
}

/** Those who are here in the order of arrival; whoever has lost the connection cannot begin anything. */
export function firstWhoMay(participants: readonly Participant[]): Participant | undefined {
  return participants
    .filter(({ role, isConnected }) => isConnected && may(role, 'record'))
    .toSorted((one, other) => Date.parse(one.joinedAt) - Date.parse(other.joinedAt))[0];
}
