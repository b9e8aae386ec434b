import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { playNotes } from '../media/play-notes';

const storageKey = 'parley.knock-sound';
/** One for a burst: whoever comes meanwhile is on the list already. */
const quietMs = 10_000;
const noteHertz = 659.25;

/** One soft note when somebody knocks; whether it sounds is remembered on this device. */
@Injectable({ providedIn: 'root' })
export class KnockSound {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #isOn = signal(this.#storage?.getItem(storageKey) !== 'off');
  readonly isOn = this.#isOn.asReadonly();
  #lastMs = Number.NEGATIVE_INFINITY;

  set(isOn: boolean): void {
    this.#isOn.set(isOn);
    this.#storage?.setItem(storageKey, isOn ? 'on' : 'off');
  }

  ring(): void {
    const nowMs = performance.now();
    if (!this.#isOn() || nowMs - this.#lastMs < quietMs) return;
    this.#lastMs = nowMs;
    playNotes([noteHertz]);
  }
}
