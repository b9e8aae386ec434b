import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { In, type EntityManager, Not } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { SessionEntity } from './session.entity';
import { isAlive } from './session-life';

/** Sessions that are over, by an account's own doing or an administrator's. */
export interface EndedSessions {
  readonly accountId: string;
  readonly sessionIds: readonly string[];
  /** The account has none left: what it got without a known session is over, too. */
  readonly isEverySession: boolean;
}

/** A request that began before its session ended is answered by then. */
const rememberedMs = 10 * 60_000;

/**
 * Ends sessions: first the row, then whoever holds something that a session got is told, in the same turn. Sign-outs,
 * changed passwords, disabled and deleted accounts all come through here (security.md T13).
 */
@Injectable()
export class SessionEndings {
  private readonly endings = new Subject<EndedSessions>();
  readonly ended$ = this.endings.asObservable();
  private readonly recently = new Map<string, number>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** True where there was such a session of this account. */
  async endOne(accountId: string, sessionId: string): Promise<boolean> {
    const { affected } = await this.unitOfWork.run((manager) =>
      manager.delete(SessionEntity, { accountId, id: sessionId }),
    );
    if (affected !== 1) return false;
    this.tell({ accountId, sessionIds: [sessionId], isEverySession: false });
    return true;
  }

  /** Ends every session of an account, or all but one. */
  async endAllOf(accountId: string, exceptId: string | null = null): Promise<void> {
    const ended = await this.unitOfWork.run((manager) =>
      this.takeAway(manager, accountId, exceptId),
    );
    this.tell(ended);
  }

  /** As part of the caller's unit; the caller says `tell` once that is committed. */
  async takeAway(
    manager: EntityManager,
    accountId: string,
    exceptId: string | null = null,
  ): Promise<EndedSessions> {
    const where = { accountId, ...(exceptId !== null && { id: Not(exceptId) }) };
    const sessions = await manager.find(SessionEntity, {
      where,
      select: { tokenHash: true, id: true },
    });
    await manager.delete(SessionEntity, where);
    const sessionIds = sessions.map(({ id }) => id);
    return { accountId, sessionIds, isEverySession: exceptId === null };
  }

  tell(ended: EndedSessions): void {
    const now = Date.now();
    for (const [id, atMs] of this.recently) if (now - atMs > rememberedMs) this.recently.delete(id);
    for (const id of ended.sessionIds) this.recently.set(id, now);
    this.endings.next(ended);
  }

  /** For work that began while the session was alive and waited since. Only of this process, but at once. */
  hasJustEnded(sessionId: string | null): boolean {
    return sessionId !== null && this.recently.has(sessionId);
  }

  /** Those of the given sessions that no longer count: expired, or ended by another process. */
  async endedOf(sessionIds: readonly string[]): Promise<string[]> {
    const alive = await this.unitOfWork.read((manager) =>
      manager.find(SessionEntity, {
        where: { id: In(sessionIds), ...isAlive(Date.now()) },
        select: { tokenHash: true, id: true },
      }),
    );
    const ids = new Set(alive.map(({ id }) => id));
    return sessionIds.filter((id) => !ids.has(id));
  }
}
