import { Clock, type Cancel } from '../clock';

interface Scheduled {
  readonly dueMs: number;
  readonly task: () => void;
}

/** A clock that stands still until a test advances it. */
export class FakeClock extends Clock {
  private readonly startedAt = Date.UTC(2026, 0, 1);
  private passedMs = 0;
  private readonly scheduled = new Set<Scheduled>();

  now(): Date {
    return new Date(this.startedAt + this.passedMs);
  }

  elapsedMs(): number {
    return this.passedMs;
  }

  schedule(delayMs: number, task: () => void): Cancel {
    const entry = { dueMs: this.passedMs + delayMs, task };
    this.scheduled.add(entry);
    return () => this.scheduled.delete(entry);
  }

  /** Moves on, running what falls due in its order, tasks scheduled meanwhile included. */
  advance(byMs: number): void {
    const untilMs = this.passedMs + byMs;
    for (let next = this.nextDue(untilMs); next; next = this.nextDue(untilMs)) {
      this.scheduled.delete(next);
      this.passedMs = Math.max(this.passedMs, next.dueMs);
      next.task();
    }
    this.passedMs = untilMs;
  }

  private nextDue(untilMs: number): Scheduled | undefined {
    return [...this.scheduled]
      .filter(({ dueMs }) => dueMs <= untilMs)
      .sort((one, other) => one.dueMs - other.dueMs)[0];
  }
}
