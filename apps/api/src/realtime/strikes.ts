/** After this many strikes the socket is closed (security.md T77). */
const strikesAllowed = 3;
/** A burst over the limit is one strike, not one for each message: a page that stumbles once is not thrown out. */
const strikeEveryMs = 500;
/** No page that merely stumbles sends so many too many between two strikes: it is ended without waiting for the third. */
const floodCount = 1_000;
/** A socket that kept within its limits for this long starts anew. */
const forgivenAfterMs = 60_000;

/** Counts how often one seat went over its rates, so that a flooder is closed within a second, a wild one at once. */
export class Strikes {
  private count = 0;
  private sinceLast = 0;
  private lastMs = Number.NEGATIVE_INFINITY;

  /** Notes an event over its rate; true when the socket has used up its patience. */
  add(nowMs: number): boolean {
    if (nowMs - this.lastMs < strikeEveryMs) {
      this.sinceLast += 1;
      return this.sinceLast >= floodCount;
    }
    this.sinceLast = 0;
    this.count = nowMs - this.lastMs > forgivenAfterMs ? 1 : this.count + 1;
    this.lastMs = nowMs;
    return this.count >= strikesAllowed;
  }
}
