/** Weight of the latest turn: a change shows within a few turns, one slow turn alone changes little. */
const learningRate = 0.3;

/** How long somebody who always has something to do takes from one finished piece to the next. */
export class TurnMeter {
  private meanMs: number | null = null;
  private sinceMs: number | null = null;

  /** They had nothing to do until now. */
  begin(nowMs: number): void {
    this.sinceMs = nowMs;
  }

  /** A piece is finished. */
  finish(nowMs: number): void {
    const turnMs = nowMs - (this.sinceMs ?? nowMs);
    this.meanMs =
      this.meanMs === null ? turnMs : this.meanMs + (turnMs - this.meanMs) * learningRate;
    this.sinceMs = nowMs;
  }

  /** Null before the first finished piece. */
  get turnMs(): number | null {
    return this.meanMs;
  }

  /** How many pieces make `spanMs` of work for them, within these bounds; as few as may be before anything is known. */
  piecesIn(spanMs: number, { least, most }: { least: number; most: number }): number {
    if (this.meanMs === null) return least;
    return Math.min(most, Math.max(least, Math.ceil(spanMs / Math.max(this.meanMs, 1))));
  }
}
