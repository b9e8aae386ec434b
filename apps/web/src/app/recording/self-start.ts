import { DestroyRef, DOCUMENT, inject, Injectable, untracked } from '@angular/core';
import { may, type Participant } from '@parley/contract';
import type { MeetingState } from '../meeting/meeting-state';
import { MeetingStore } from '../meeting/meeting-store';
import { PlanChoice } from './plan-choice';
import { RecordingStore } from './recording-store';

const storageKey = 'parley.recorded-meeting';

/**
 * Starts the recording of a room that wants it so, on the page of whoever is there first of those who may; once in a
 * meeting, so that a recording which somebody stopped stays stopped. Lifetime: one meeting.
 */
@Injectable()
export class SelfStart {
  readonly #meeting = inject(MeetingStore);
  readonly #store = inject(RecordingStore);
  readonly #choice = inject(PlanChoice);
  /** Outlives a reload of this page. */
  readonly #storage = inject(DOCUMENT).defaultView?.sessionStorage;

  constructor() {
    const follow = (state: MeetingState) => untracked(() => this.#follow(state));
    const stop = this.#meeting.observe({ changed: follow });
    inject(DestroyRef).onDestroy(stop);
    const state = this.#meeting.state();
    if (state) follow(state);
  }

  #follow(state: MeetingState): void {
    if (state.recording !== null) return this.#remember(state);
    if (!state.roomRecording.startsByItself || this.#wasRecorded(state)) return;
    if (firstWhoMay(this.#meeting.participants())?.id !== state.self) return;
    this.#remember(state);
    this.#store.start(this.#choice.plan());
  }

  #wasRecorded({ meetingId }: MeetingState): boolean {
    return this.#storage?.getItem(storageKey) === meetingId;
  }

  #remember({ meetingId }: MeetingState): void {
    this.#storage?.setItem(storageKey, meetingId);
  }
}

/** Those who are here in the order of arrival; whoever has lost the connection cannot begin anything. */
export function firstWhoMay(participants: readonly Participant[]): Participant | undefined {
  return participants
    .filter(({ role, isConnected }) => isConnected && may(role, 'record'))
    .toSorted((one, other) => Date.parse(one.joinedAt) - Date.parse(other.joinedAt))[0];
}
