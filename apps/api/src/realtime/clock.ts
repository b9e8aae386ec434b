/** Stops a scheduled task; calling it again does nothing. */
export type Cancel = () => void;

/** Time as the meeting code sees it, so that tests advance it instead of waiting. */
export abstract class Clock {
  /** Wall-clock time, for moments that people read. */
  abstract now(): Date;
  /** Milliseconds that only ever go up, for measuring: a corrected wall clock must not expire seats (security.md X27). */
  abstract elapsedMs(): number;
  /** Runs `task` once after `delayMs`, unless cancelled. */
  abstract schedule(delayMs: number, task: () => void): Cancel;
}

/** The machine's own time. Its timers do not keep the process alive. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  elapsedMs(): number {
    return performance.now();
  }

  schedule(delayMs: number, task: () => void): Cancel {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  }
}
