import { signal, untracked } from '@angular/core';
import { ParleyFailure } from './parley-failure';

/** One form or button that asks the server for something: busy or not, and what went wrong the last time. */
export class Submission {
  private readonly busy = signal(false);
  private readonly lastFailure = signal<ParleyFailure | null>(null);
  readonly isBusy = this.busy.asReadonly();
  readonly failure = this.lastFailure.asReadonly();

  /** Runs `task` unless one is running; says whether it went through. What it throws ends up in `failure`. */
  async run(task: () => Promise<unknown>): Promise<boolean> {
    // Untracked: an effect that starts a submission must not run again because it ended.
    if (untracked(this.busy)) return false;
    this.busy.set(true);
    this.lastFailure.set(null);
    try {
      await task();
      return true;
    } catch (error) {
      this.lastFailure.set(ParleyFailure.from(error));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
