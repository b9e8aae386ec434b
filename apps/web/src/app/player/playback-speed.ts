import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

const storageKey = 'parley.playback-speed';
export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const usual = 1;

/** How fast recordings play; remembered on this device. */
@Injectable({ providedIn: 'root' })
export class PlaybackSpeed {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #speed = signal(this.#remembered());
  readonly speed = this.#speed.asReadonly();

  /** Anything that is no speed of ours is left alone. */
  choose(speed: number): void {
    if (!speeds.includes(speed)) return;
    this.#speed.set(speed);
    this.#storage?.setItem(storageKey, String(speed));
  }

  /** The next faster or slower one; at either end it stays. */
  step(by: 1 | -1): void {
    const next = speeds[speeds.indexOf(this.#speed()) + by];
    if (next !== undefined) this.choose(next);
  }

  #remembered(): number {
    const kept = Number(this.#storage?.getItem(storageKey));
    return speeds.includes(kept) ? kept : usual;
  }
}
