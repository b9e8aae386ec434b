import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Subject } from 'rxjs';
import { LessThan, MoreThan } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { type AccountRecord, Identity } from '../http/identity';
import { secretInCookie, setSecretCookie } from './cookies';
import { hashOfSecret, newSecret } from './secret';
import { SessionEntity } from './session.entity';

const sessionCookie = 'parley_session';
/** Counted from the sign-in; using a session does not prolong it. */
const sessionSeconds = 30 * 24 * 60 * 60;

/** Sessions: a random cookie, of which the database has only the hash, looked up at every request. */
@Injectable()
export class SessionsService implements Identity {
  private readonly revocations = new Subject<{ readonly accountId: string }>();
  /** Whose session was just revoked, for those who hold live sockets. */
  readonly revoked$ = this.revocations.asObservable();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The account that a Cookie header speaks for; null without a session, or with one that is revoked or too old. */
  async accountOf(cookieHeader: string | undefined): Promise<AccountRecord | null> {
    const token = secretInCookie(cookieHeader, sessionCookie);
    if (!token) return null;
    const session = await this.unitOfWork.read((manager) =>
      manager.findOne(SessionEntity, {
        where: { tokenHash: hashOfSecret(token), expiresAtMs: MoreThan(Date.now()) },
        relations: { account: true },
      }),
    );
    if (!session?.account) return null;
    const { id, name, isAdministrator } = session.account;
    return { id, name, isAdministrator };
  }

  /** Signs an account in: a fresh session and its cookie. What the browser had before is revoked (security.md T12). */
  async start(
    accountId: string,
    cookieHeader: string | undefined,
    response: Response,
  ): Promise<void> {
    const token = newSecret();
    const now = Date.now();
    const previous = secretInCookie(cookieHeader, sessionCookie);
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(SessionEntity, { expiresAtMs: LessThan(now) });
      if (previous) await manager.delete(SessionEntity, { tokenHash: hashOfSecret(previous) });
      await manager.insert(SessionEntity, {
        tokenHash: hashOfSecret(token),
        accountId,
        createdAtMs: now,
        expiresAtMs: now + sessionSeconds * 1000,
      });
    });
    setSecretCookie(response, sessionCookie, token, sessionSeconds);
  }

  /** Signs out: revokes the session on the server and takes the cookie away. */
  async end(
    accountId: string,
    cookieHeader: string | undefined,
    response: Response,
  ): Promise<void> {
    const token = secretInCookie(cookieHeader, sessionCookie);
    if (token)
      await this.unitOfWork.run((manager) =>
        manager.delete(SessionEntity, { tokenHash: hashOfSecret(token) }),
      );
    setSecretCookie(response, sessionCookie, '', 0);
    this.revocations.next({ accountId });
  }
}
