import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { IsNull, LessThan, Not } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { type AccountRecord, Identity } from '../http/identity';
import { AccountEntity } from './account.entity';
import { secretInCookie, setSecretCookie } from './cookies';
import { hashOfSecret, newSecret } from './secret';
import { SessionEndings } from './session-endings';
import { SessionEntity } from './session.entity';
import { idleMs, isAlive, seenEveryMs, sessionMs } from './session-life';

const sessionCookie = 'parley_session';
const userAgentLength = 255;

/** Sessions: a random cookie, of which the database has only the hash, looked up at every request. */
@Injectable()
export class SessionsService implements Identity {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endings: SessionEndings,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(SessionsService.name);
  }

  /** The account that a Cookie header speaks for; null without a session, or with one that is over. */
  async accountOf(cookieHeader: string | undefined): Promise<AccountRecord | null> {
    const token = secretInCookie(cookieHeader, sessionCookie);
    if (!token) return null;
    const now = Date.now();
    const session = await this.unitOfWork.read((manager) =>
      manager.findOne(SessionEntity, {
        where: { tokenHash: hashOfSecret(token), ...isAlive(now) },
        relations: { account: true },
      }),
    );
    if (!session?.account || session.account.disabledAtMs !== null) return null;
    if (now - session.lastSeenAtMs > seenEveryMs) this.noteSeen(session.id, now);
    const { id, name, isAdministrator, pictureId } = session.account;
    const { id: sessionId, provenAtMs, byProvider } = session;
    return { id, name, isAdministrator, pictureId, sessionId, provenAtMs, byProvider };
  }

  /**
   * Signs an account in: a fresh cookie, and what the browser had before is worth nothing (security.md T12). Signing in
   * once more with the same account goes on with the same session, and the seats that it got; another one's ends. Refuses
   * `account-disabled`.
   */
  async start(
    accountId: string,
    cookieHeader: string | undefined,
    response: Response,
    byProvider = false,
  ): Promise<void> {
    const token = newSecret();
    const now = Date.now();
    const before = secretInCookie(cookieHeader, sessionCookie);
    const previous = await this.unitOfWork.run(async (manager) => {
      // Here, because every way of signing in comes through here.
      if (await manager.existsBy(AccountEntity, { id: accountId, disabledAtMs: Not(IsNull()) }))
        throw Refusal.of('account-disabled', 'An administrator disabled this account');
      await manager.delete(SessionEntity, { expiresAtMs: LessThan(now) });
      await manager.delete(SessionEntity, { lastSeenAtMs: LessThan(now - idleMs) });
      const tokenHash = before === null ? null : hashOfSecret(before);
      const old = tokenHash && (await manager.findOneBy(SessionEntity, { tokenHash }));
      if (old) await manager.delete(SessionEntity, { tokenHash: old.tokenHash });
      await manager.insert(SessionEntity, {
        tokenHash: hashOfSecret(token),
        id: old && old.accountId === accountId ? old.id : randomUUID(),
        accountId,
        userAgent: userAgentOf(response),
        createdAtMs: now,
        lastSeenAtMs: now,
        expiresAtMs: now + sessionMs,
        provenAtMs: now,
        byProvider,
      });
      return old;
    });
    if (previous && previous.accountId !== accountId) this.tellEnded(previous);
    setSecretCookie(response, sessionCookie, token, sessionMs / 1000);
  }

  /** Gives a session another cookie, after something that only its owner could do. It expires when it would have. */
  async renewCookie(sessionId: string, response: Response): Promise<void> {
    const token = newSecret();
    const now = Date.now();
    const session = await this.unitOfWork.run(async (manager) => {
      await manager.update(SessionEntity, { id: sessionId }, { tokenHash: hashOfSecret(token) });
      return manager.findOneBy(SessionEntity, { id: sessionId });
    });
    if (!session) return;
    const seconds = Math.floor((session.expiresAtMs - now) / 1000);
    setSecretCookie(response, sessionCookie, token, seconds);
  }

  /** Signs out: ends the session on the server and takes the cookie away. */
  async end({ id, sessionId }: AccountRecord, response: Response): Promise<void> {
    await this.endings.endOne(id, sessionId);
    this.forget(response);
  }

  /** Takes the cookie of a session away that is over already. */
  forget(response: Response): void {
    setSecretCookie(response, sessionCookie, '', 0);
  }

  /** This one first, then by when they were seen. */
  async listOf({ id, sessionId }: AccountRecord): Promise<SessionEntity[]> {
    const sessions = await this.unitOfWork.read((manager) =>
      manager.find(SessionEntity, {
        where: { accountId: id, ...isAlive(Date.now()) },
        order: { lastSeenAtMs: 'DESC', id: 'ASC' },
      }),
    );
    return sessions.sort((a, b) => Number(b.id === sessionId) - Number(a.id === sessionId));
  }

  private tellEnded({ accountId, id }: SessionEntity): void {
    this.endings.tell({ accountId, sessionIds: [id], isEverySession: false });
  }

  /** Nobody waits for it: a request must not become a write for this. */
  private noteSeen(sessionId: string, now: number): void {
    this.unitOfWork
      .run((manager) => manager.update(SessionEntity, { id: sessionId }, { lastSeenAtMs: now }))
      .catch((error: unknown) => this.logger.warn({ err: error }, 'session not seen'));
  }
}

function userAgentOf(response: Response): string {
  return (response.req.headers['user-agent'] ?? '').slice(0, userAgentLength);
}
