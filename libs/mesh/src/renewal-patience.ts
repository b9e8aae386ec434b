import type { MeshClock } from './types';

/** Healing renews a link a few times a minute, at worst from both sides at once. */
const renewalsAtOnce = 20;
const oneMoreEveryMs = 2_000;

/**
 * How often the other side may make us open a connection anew. Whoever does it on and on wants this page to drown:
 * Chromium makes no more than 500 connections, closed ones included, and then nobody else can be connected either.
 */
export class RenewalPatience {
  readonly #clock: MeshClock;
  #left = renewalsAtOnce;
  #countedAtMs: number;

  constructor(clock: MeshClock) {
    this.#clock = clock;
    this.#countedAtMs = clock.now();
  }

  /** False once there were too many. */
  spend(): boolean {
    const nowMs = this.#clock.now();
    const regained = (nowMs - this.#countedAtMs) / oneMoreEveryMs;
    this.#left = Math.min(renewalsAtOnce, this.#left + regained) - 1;
    this.#countedAtMs = nowMs;
    return this.#left >= 0;
  }
}
