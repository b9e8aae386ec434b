/** A clock that stands still until a test moves it. */
export class ManualClock {
  #nowMs = 0;
  #nextId = 0;
  readonly #timers = new Map<number, { readonly atMs: number; readonly action: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  schedule(delayMs: number, action: () => void): () => void {
    const id = (this.#nextId += 1);
    this.#timers.set(id, { atMs: this.#nowMs + delayMs, action });
    return () => {
      this.#timers.delete(id);
    };
  }

  /** How many actions wait for their time. */
  get waitingCount(): number {
    return this.#timers.size;
  }

  /** Moves on by `durationMs`, running what falls due on the way, in order. */
  advance(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs;
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { atMs }]) => atMs <= untilMs)
        .sort(([leftId, left], [rightId, right]) => left.atMs - right.atMs || leftId - rightId)[0];
      if (due === undefined) break;
      const [id, { atMs, action }] = due;
      this.#timers.delete(id);
      this.#nowMs = atMs;
      action();
    }
    this.#nowMs = untilMs;
  }
}
