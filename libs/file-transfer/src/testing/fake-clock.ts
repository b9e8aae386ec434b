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
    for (let next = this.nextDue(endMs); next; next = this.nextDue(endMs)) {
      const [key, { atMs, run }] = next;
      this.timers.delete(key);
      this.nowMs = Math.max(this.nowMs, atMs);
      run();
    }
    this.nowMs = endMs;
  }

  private nextDue(endMs: number) {
    let next: [object, { readonly atMs: number; readonly run: () => void }] | null = null;
    for (const timer of this.timers)
      if (timer[1].atMs <= endMs && (!next || timer[1].atMs < next[1].atMs)) next = timer;
    return next;
  }
}
