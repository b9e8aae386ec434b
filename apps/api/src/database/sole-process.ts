import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Settings } from '../config/settings';
import { SettingsError } from '../config/settings-error';
import { connectTimeoutMS } from './data-source-options';
import { isLocked } from './database-errors';

/** The number of Parley's lock among those of one PostgreSQL database: its name on the keys of a telephone. */
const lockNumber = 727_539;
/** A process that was told to stop has ten seconds to close. */
const usualPatienceMs = 15_000;
const retryMs = 100;
const usualWatchMs = 10_000;

/** What only one process can hold; the operating system or PostgreSQL takes it from a process that ended, however it did. */
interface ProcessLock {
  /** Whether it can be gone while the process that took it lives. */
  readonly isLosable: boolean;
  /** False where another process holds it. May be asked again by whoever holds it. */
  tryTake(): Promise<boolean>;
  letGo(): Promise<void>;
}

/**
 * A file beside the database with SQLite's own lock on it, for as long as its transaction lasts. The database itself
 * stays free for backups and shells.
 */
class FileLock implements ProcessLock {
  readonly isLosable = false;
  readonly #file: DataSource;
  #isOurs = false;

  constructor(folder: string) {
    const database = join(folder, 'running.lock');
    this.#file = new DataSource({ type: 'better-sqlite3', database, timeout: 0 });
  }

  async tryTake(): Promise<boolean> {
    if (this.#isOurs) return true;
    if (!this.#file.isInitialized) await this.#file.initialize();
    try {
      await this.#file.query('BEGIN EXCLUSIVE');
      this.#isOurs = true;
    } catch (error) {
      if (!isLocked(error)) throw error;
    }
    return this.#isOurs;
  }

  letGo(): Promise<void> {
    return this.#file.destroy();
  }
}

/** An advisory lock of PostgreSQL, held by one connection that is kept for nothing else. */
class AdvisoryLock implements ProcessLock {
  readonly isLosable = true;
  readonly #server: DataSource;
  #connection: QueryRunner | null = null;

  constructor(url: string) {
    this.#server = new DataSource({ type: 'postgres', url, poolSize: 1, connectTimeoutMS });
  }

  async tryTake(): Promise<boolean> {
    if (!this.#server.isInitialized) await this.#server.initialize();
    // A connection that broke took the lock with it; TypeORM releases it, and the next one asks anew.
    if (!this.#connection || this.#connection.isReleased)
      this.#connection = this.#server.createQueryRunner();
    const rows: unknown = await this.#connection.query(
      `SELECT 1 WHERE pg_try_advisory_lock(${lockNumber})`,
    );
    return Array.isArray(rows) && rows.length === 1;
  }

  async letGo(): Promise<void> {
    await this.#connection?.release();
    await this.#server.destroy();
  }
}

interface ClaimOptions {
  /** How long another process may take to end. */
  readonly patienceMs?: number;
  /** Called once where another process is still there. */
  readonly waiting?: () => void;
}

/**
 * The right to be the one Parley on a database. Meetings live in the memory of one process: with a second one, people in
 * the same room would not meet, and whoever was removed here could come in there (security.md T25).
 * Lifetime: the process's.
 */
export class SoleProcess {
  #watching: NodeJS.Timeout | undefined;
  #isOver = false;

  private constructor(private readonly lock: ProcessLock | null) {}

  /** Waits for another process to end, as one does that is just being replaced; throws SettingsError where it stays. */
  static async claim(settings: Settings, options: ClaimOptions = {}): Promise<SoleProcess> {
    const { patienceMs = usualPatienceMs, waiting } = options;
    const lock = lockFor(settings);
    const deadlineMs = performance.now() + patienceMs;
    let isTold = false;
    while (lock && !(await lock.tryTake())) {
      if (!isTold) waiting?.();
      isTold = true;
      if (performance.now() >= deadlineMs) {
        await lock.letGo();
        throw SettingsError.of(
          [settings.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR'],
          'names data on which another Parley runs: stop that one, or give this one its own',
        );
      }
      await delay(retryMs);
    }
    return new SoleProcess(lock);
  }

  /** Looks from time to time whether it is still so: PostgreSQL that restarts forgets who held what. `lost` is called once. */
  watch(lost: () => void, everyMs = usualWatchMs): void {
    if (!this.lock?.isLosable) return;
    const look = async () => {
      const isOurs = await this.#isStillOurs();
      if (this.#isOver) return;
      if (isOurs) this.watch(lost, everyMs);
      else lost();
    };
    this.#watching = setTimeout(() => void look(), everyMs).unref();
  }

  async letGo(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#watching);
    await this.lock?.letGo();
  }

  async #isStillOurs(): Promise<boolean> {
    try {
      return (await this.lock?.tryTake()) ?? true;
    } catch {
      // A database that is away is said by whoever needs it, and nobody else can have its lock meanwhile.
      return true;
    }
  }
}

function lockFor({ store, databaseUrl, dataDir }: Settings): ProcessLock | null {
  if (store === 'memory') return null;
  return databaseUrl ? new AdvisoryLock(databaseUrl) : new FileLock(dataDir);
}
