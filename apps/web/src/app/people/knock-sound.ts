import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

const storageKey = 'parley.knock-sound';
/** One for a burst: whoever comes meanwhile is on the list already. */
const quietMs = 10_000;
const note = { hertz: 659.25, seconds: 0.45, volume: 0.08 } as const;

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
    playNote();
  }
}

function playNote(): void {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0 });
  const start = context.currentTime;
  gain.gain.linearRampToValueAtTime(note.volume, start + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.001, start + note.seconds);
  const tone = new OscillatorNode(context, { frequency: note.hertz });
  tone.connect(gain).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start(start);
  tone.stop(start + note.seconds);
}
