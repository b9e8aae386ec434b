import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { playNotes } from '../media/play-notes';

const storageKey = 'parley.recording-sound';
const [low, high] = [523.25, 659.25];

/**
 * Two soft notes when a recording starts, the same downwards when it stops; whether they sound is remembered on this
 * device. They go to the loudspeaker alone: what is recorded is made of tracks, and these are in none.
 */
@Injectable({ providedIn: 'root' })
export class RecordingSound {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #isOn = signal(this.#storage?.getItem(storageKey) !== 'off');
  readonly isOn = this.#isOn.asReadonly();

  set(isOn: boolean): void {
    this.#isOn.set(isOn);
    this.#storage?.setItem(storageKey, isOn ? 'on' : 'off');
  }

  sayStarted(): void {
    if (this.#isOn()) playNotes([low, high]);
  }

  sayStopped(): void {
    if (this.#isOn()) playNotes([high, low]);
  }
}
