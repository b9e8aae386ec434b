import { signal } from '@angular/core';
import type { ReadOptions } from '@parley/file-transfer';
import type { Preparation } from './shared-file';

/** Files that are being packed or read. Lifetime: until `close`, which stops them all. */
export class Preparations {
  readonly #all = signal<readonly Preparation[]>([]);
  readonly #aborts = new Map<string, AbortController>();
  readonly all = this.#all.asReadonly();

  /** Shows it while `work` runs, which is told when it is cancelled. */
  async run(
    preparation: Omit<Preparation, 'hashedBytes'>,
    work: (options: ReadOptions) => Promise<void>,
  ): Promise<void> {
    const { id } = preparation;
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#show({ ...preparation, hashedBytes: 0 });
    try {
      const onProgress = (hashedBytes: number) => this.#show({ ...preparation, hashedBytes });
      await work({ signal: abort.signal, onProgress });
    } finally {
      this.#aborts.delete(id);
      this.#all.update((all) => all.filter((one) => one.id !== id));
    }
  }

  cancel(id: string): void {
    this.#aborts.get(id)?.abort();
  }

  close(): void {
    for (const abort of this.#aborts.values()) abort.abort();
  }

  #show(preparation: Preparation): void {
    this.#all.update((all) =>
      all.some(({ id }) => id === preparation.id)
        ? all.map((one) => (one.id === preparation.id ? preparation : one))
        : [...all, preparation],
    );
  }
}
