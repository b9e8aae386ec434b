import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { isLocked, isUnavailable } from './database-errors';
import { Mutex } from './mutex';

/** Another process (a backup, a shell) may hold SQLite's lock this long before we give up (security.md X09). */
const lockPatienceMs = 5_000;
const lockRetryMs = 50;
/** Beyond this many waiting units an answer would come too late to matter. */
const maxQueued = 1_000;
const retryAfterSeconds = 2;

type Work<T> = (manager: EntityManager) => Promise<T>;

/** The unit that the running code is inside of. Work that outlives its unit finds it closed and starts one of its own. */
interface Scope {
  readonly manager: EntityManager;
  readonly isTransaction: boolean;
  /** What is to be done last. */
  readonly endings: Work<void>[];
  isOpen: boolean;
}

/**
 * The one way to the database. `run` is a transaction: all of it happens or nothing. A `run` inside a `run` joins the outer one.
 *
 * TypeORM shares one connection on SQLite, so that a plain insert beside another request's transaction would be lost
 * when that one rolls back, and a plain select would see what is never committed. There a mutex lets one unit in at a
 * time, reads included; statements take microseconds, so waiting is cheap: keep hashing and network out of a unit.
 * On PostgreSQL every unit has a connection of its own and reads need no transaction.
 * Refuses with `busy` when the database is locked, away or overrun.
 */
@Injectable()
export class UnitOfWork {
  private readonly mutex = new Mutex();
  private readonly scopes = new AsyncLocalStorage<Scope>();
  private readonly isSqlite: boolean;

  constructor(private readonly dataSource: DataSource) {
    this.isSqlite = dataSource.options.type === 'better-sqlite3';
  }

  /** Runs `work` in a transaction, rolled back when it throws. Not for slow work: on SQLite everybody waits. */
  async run<T>(work: Work<T>): Promise<T> {
    const outer = this.openScope();
    if (outer?.isTransaction) return work(outer.manager);
    // Inside a read the mutex is ours already; waiting for it would never end.
    if (outer && this.isSqlite) return this.transaction(work);
    return this.guard(() => this.transaction(work));
  }

  /** Runs reading `work`, which sees committed rows only. Writes do not belong here. */
  async read<T>(work: Work<T>): Promise<T> {
    const outer = this.openScope();
    if (outer) return work(outer.manager);
    const { manager } = this.dataSource;
    const scope = { manager, isTransaction: false, endings: [], isOpen: true };
    return this.guard(() => this.inScope(scope, work));
  }

  /**
   * Runs `work` as the last thing of the running transaction, or in one of its own: for the one row that every unit
   * wants, so that it is locked only for a moment and never before anything else.
   */
  async runAtEnd(work: Work<void>): Promise<void> {
    const outer = this.openScope();
    if (outer?.isTransaction) outer.endings.push(work);
    else await this.run(work);
  }

  private openScope(): Scope | undefined {
    const scope = this.scopes.getStore();
    return scope?.isOpen ? scope : undefined;
  }

  private async inScope<T>(scope: Scope, work: Work<T>): Promise<T> {
    try {
      return await this.scopes.run(scope, async () => {
        const result = await work(scope.manager);
        for (const ending of scope.endings) await ending(scope.manager);
        return result;
      });
    } finally {
      scope.isOpen = false;
    }
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.mutex.length >= maxQueued)
      throw Refusal.of('busy', 'Too many writes are waiting', { retryAfterSeconds });
    try {
      return await (this.isSqlite ? this.mutex.run(work) : work());
    } catch (cause) {
      if (!isUnavailable(cause)) throw cause;
      throw Refusal.of('busy', 'The database cannot be used now', { retryAfterSeconds, cause });
    }
  }

  private async transaction<T>(work: Work<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const { manager } = runner;
    try {
      await runner.startTransaction();
      if (this.isSqlite) await this.takeWriteLock(manager);
      const scope = { manager, isTransaction: true, endings: [], isOpen: true };
      const result = await this.inScope(scope, work);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /**
   * SQLite's BEGIN locks nothing; a write that changes no row does, so that only this line can find the database
   * locked. Waiting happens here and not in the driver, whose busy timeout would stop the whole process.
   */
  private async takeWriteLock(manager: EntityManager): Promise<void> {
    const giveUpAt = performance.now() + lockPatienceMs;
    for (;;) {
      try {
        await manager.query('DELETE FROM "migrations" WHERE 0');
        return;
      } catch (error) {
        if (!isLocked(error) || performance.now() > giveUpAt) throw error;
        await delay(lockRetryMs);
      }
    }
  }
}
