/** Above room noise, below a quiet voice close to a laptop: root mean square of samples between -1 and 1. */
const loudFrom = 0.015;
/** The breath between two sentences is no end of speaking, and a mark that flickers tells nothing. */
const holdMs = 1_200;

/** Remembers when each voice was last loud, and so says who speaks. Times are in milliseconds, ascending. */
export class SpeakingWatch {
  readonly #lastLoudMs = new Map<string, number>();

  note(id: string, level: number, nowMs: number): void {
    if (level >= loudFrom) this.#lastLoudMs.set(id, nowMs);
  }

  forget(id: string): void {
    this.#lastLoudMs.delete(id);
  }

  speaking(nowMs: number): ReadonlySet<string> {
    for (const [id, lastMs] of this.#lastLoudMs)
      if (nowMs - lastMs > holdMs) this.#lastLoudMs.delete(id);
    return new Set(this.#lastLoudMs.keys());
  }
}
