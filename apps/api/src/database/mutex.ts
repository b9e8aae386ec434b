/** Lets one piece of work run at a time, first come first served. */
export class Mutex {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** How many are running or waiting. */
  get length(): number {
    return this.waiting;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const done = this.tail.then(work).finally(() => {
      this.waiting -= 1;
    });
    // Only the order hangs on this copy; whoever called gets the failure through `done`.
    this.tail = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}
