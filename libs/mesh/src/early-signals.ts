import type { MeshClock, MeshSignal, RemoteAddress } from './types';

/** The news of a joiner and their first signals travel together: what waits longer than this was never meant to be. */
const patienceMs = 10_000;
const maxPages = 16;
const maxSignalsPerPage = 64;

interface WaitingSignal {
  readonly sequence: number;
  readonly signal: MeshSignal;
}

interface WaitingPage {
  readonly since: number;
  readonly signals: WaitingSignal[];
}

/**
 * Keeps signals of pages that are not on the roster yet, few and briefly. None of them is acted upon until the roster names
 * the page, so that nobody off the roster can open a connection (security.md T27).
 */
export class EarlySignals {
  readonly #clock: MeshClock;
  readonly #pages = new Map<string, WaitingPage>();

  constructor(clock: MeshClock) {
    this.#clock = clock;
  }

  /** Returns whether the signal is kept. */
  keep(from: RemoteAddress, sequence: number, signal: MeshSignal): boolean {
    this.#forgetOld();
    const key = keyOf(from);
    const page = this.#pages.get(key) ?? { since: this.#clock.now(), signals: [] };
    const isFull = !this.#pages.has(key) && this.#pages.size >= maxPages;
    if (isFull || page.signals.length >= maxSignalsPerPage) return false;
    page.signals.push({ sequence, signal });
    this.#pages.set(key, page);
    return true;
  }

  /** Hands out what this page sent before it was on the roster, in the order of arrival, and forgets it. */
  take(from: RemoteAddress): readonly WaitingSignal[] {
    this.#forgetOld();
    const key = keyOf(from);
    const signals = this.#pages.get(key)?.signals ?? [];
    this.#pages.delete(key);
    return signals;
  }

  clear(): void {
    this.#pages.clear();
  }

  #forgetOld(): void {
    const oldest = this.#clock.now() - patienceMs;
    for (const [key, page] of this.#pages) if (page.since < oldest) this.#pages.delete(key);
  }
}

function keyOf({ participantId, pageId }: RemoteAddress): string {
  return JSON.stringify([participantId, pageId]);
}
