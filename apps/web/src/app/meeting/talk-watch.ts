/** Clearly a voice close by: a little above what counts as speaking in a tile. Root mean square, 0 to 1. */
const loudFrom = 0.02;
/** A cough or a door is over sooner; a sentence is not. */
const talkForMs = 1_000;
const withinMs = 2_500;
const loudTimes = 3;

/** Tells talking from a cough: loud several times over a second at least. Times are in milliseconds, ascending. */
export class TalkWatch {
  #loudAtMs: number[] = [];

  /** Takes one measurement; true where it makes it talking. */
  note(level: number, nowMs: number): boolean {
    this.#loudAtMs = this.#loudAtMs.filter((atMs) => nowMs - atMs <= withinMs);
    if (level < loudFrom) return false;
    this.#loudAtMs.push(nowMs);
    const firstMs = this.#loudAtMs[0] ?? nowMs;
    return this.#loudAtMs.length >= loudTimes && nowMs - firstMs >= talkForMs;
  }
}
