import type { Signal } from '@angular/core';

/** What the meeting's controls need of whatever makes recordings. Implemented by the recording feature. */
export abstract class RecordingControl {
  /** True between a click and its effect. */
  abstract readonly isBusy: Signal<boolean>;
  /** How much of the own recording is safe, in words; empty where this page records nothing. */
  abstract readonly safetyText: Signal<string>;
  /** Starts a recording on this page. */
  abstract start(): void;
  /** Stops the running recording, whoever makes it. */
  abstract stop(): void;
}
