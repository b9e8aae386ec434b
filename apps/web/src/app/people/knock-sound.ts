import { Injectable } from '@angular/core';
import { RememberedSwitch } from '../api/remembered';
import { playNotes } from '../media/play-notes';

const storageKey = 'parley.knock-sound';
/** One for a burst: whoever comes meanwhile is on the list already. */
const quietMs = 10_000;
const noteHertz = 659.25;

/** One soft note when somebody knocks; whether it sounds is remembered on this device. */
@Injectable({ providedIn: 'root' })
export class KnockSound extends RememberedSwitch {
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor() {
    super(storageKey);
  }

  ring(): void {
    const nowMs = performance.now();
    if (!this.isOn() || nowMs - this.#lastMs < quietMs) return;
    this.#lastMs = nowMs;
    playNotes([noteHertz]);
  }
}
