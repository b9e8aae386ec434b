/** What of Web Locks is needed. Source: https://w3c.github.io/web-locks */
export type Locks = Pick<LockManager, 'request'>;

interface Held {
  release(): Promise<void>;
}

/**
 * The right to use one kept file, which any number of tabs may have, and to write it, which only one has at a time. The
 * browser gives both back when the tab dies. Lifetime: until `release`.
 */
export class FileLock {
  private constructor(
    private readonly locks: Locks,
    private readonly name: string,
    private readonly use: Held,
    private readonly writing: Held,
  ) {}

  /** Null where somebody else is writing the file. */
  static async take(locks: Locks, name: string): Promise<FileLock | null> {
    const use = await hold(locks, name, { mode: 'shared' });
    const writing = await hold(locks, `${name}:write`, { ifAvailable: true });
    if (use && writing) return new FileLock(locks, name, use, writing);
    await use?.release();
    return null;
  }

  /** The file is whole: whoever wants the same bytes may open it too. */
  finishWriting(): Promise<void> {
    return this.writing.release();
  }

  async release(): Promise<void> {
    await Promise.all([this.writing.release(), this.use.release()]);
  }

  /** Gives the file back and deletes it, unless another tab uses it. */
  async releaseAndDelete(remove: () => Promise<void>): Promise<void> {
    await this.release();
    await deleteUnused(this.locks, this.name, remove);
  }
}

/** Deletes a file that no tab uses; of one that is in use, nothing happens. */
export async function deleteUnused(
  locks: Locks,
  name: string,
  remove: () => Promise<void>,
): Promise<void> {
  await locks.request(name, { ifAvailable: true }, (lock) => (lock ? remove() : undefined));
}

function hold(locks: Locks, name: string, options: LockOptions): Promise<Held | null> {
  return new Promise((resolve, reject) => {
    const done = locks.request(name, options, (lock) => {
      if (lock) return new Promise<void>((letGo) => resolve({ release: () => (letGo(), done) }));
      resolve(null);
      return undefined;
    });
    done.catch(reject);
  });
}
