import { Injectable, signal } from '@angular/core';

const marks = {
  joinClicked: 'parley:join-clicked',
  signalingJoined: 'parley:signaling-joined',
  firstRemoteFrame: 'parley:first-remote-frame',
  recordingStarted: 'parley:recording-started',
  recordingSafe: 'parley:recording-safe',
} as const;

/** Leaves a mark that anybody can time by (ui-vocabulary: a public interface). */
export function markMoment(name: keyof typeof marks): void {
  performance.mark(marks[name]);
}

/** The first remote frame of one meeting, marked once. */
@Injectable()
export class FirstRemoteFrame {
  readonly #isSeen = signal(false);
  readonly isSeen = this.#isSeen.asReadonly();

  note(): void {
    if (this.#isSeen()) return;
    this.#isSeen.set(true);
    markMoment('firstRemoteFrame');
  }
}
