import type { Clock } from '../clock';

/** Time that stands still until the test moves it. */
export class FakeClock implements Clock {
  private nowMs = 1_000;
  private readonly timers = new Map<object, { readonly atMs: number; readonly run: () => void }>();

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const key = {};
    this.timers.set(key, { atMs: this.nowMs + delayMs, run });
    return () => this.timers.delete(key);
  }

  get waitingTimers(): number {
    return this.timers.size;
  }

  /** Moves time on and runs what is due, in order. */
  advance(ms: number): void {
    const endMs = this.nowMs + ms;
    for (;;) {
      const due = [...this.timers].filter(([, { atMs }]) => atMs <= endMs);
      const [next] = due.sort(([, left], [, right]) => left.atMs - right.atMs);
      if (!next) break;
      const [key, { atMs, run }] = next;
      this.timers.delete(key);
      this.nowMs = Math.max(this.nowMs, atMs);
      run();
    }
    this.nowMs = endMs;
  }
}
