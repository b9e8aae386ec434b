import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan, MoreThan } from 'typeorm';
import { AuditLog, personOf } from '../audit/audit-log';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { AccountEntity } from './account.entity';
import { PasswordHasher } from './password-hasher';
import { PasswordResetEntity } from './password-reset.entity';
import { hashOfSecret, newSecret } from './secret';
import { SessionEndings } from './session-endings';

export const resetLinkMs = 60 * 60_000;

/** One-time links that set a new password: mailed, or handed over by an administrator. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: PasswordHasher,
    private readonly endings: SessionEndings,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A link for this account, good for an hour and one use. Built from PUBLIC_URL, whatever Host a request names (V38);
   * the secret stands in the fragment, which reaches no server's log and no referrer (security.md T16).
   */
  async createLinkFor(accountId: string): Promise<string> {
    const token = newSecret();
    const now = Date.now();
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(PasswordResetEntity, { expiresAtMs: LessThan(now) });
      await manager.insert(PasswordResetEntity, {
        tokenHash: hashOfSecret(token),
        accountId,
        expiresAtMs: now + resetLinkMs,
      });
    });
    return `${this.settings.publicUrl}/reset-password#token=${token}`;
  }

  /** Refuses with `reset-link-used` unless this is the link's first use, in time. Every session of the account ends. */
  async use(token: string, password: string): Promise<void> {
    const link = { tokenHash: hashOfSecret(token), expiresAtMs: MoreThan(Date.now()) };
    // Before hashing, so that strangers cannot make us work.
    if (!(await this.unitOfWork.read((manager) => manager.existsBy(PasswordResetEntity, link))))
      throw used();
    const passwordHash = await this.hasher.hash(password);
    const ended = await this.unitOfWork.run(async (manager) => {
      const reset = await manager.findOneBy(PasswordResetEntity, link);
      const { affected } = await manager.delete(PasswordResetEntity, link);
      if (!reset || affected !== 1) throw used();
      const { accountId } = reset;
      await forgetResets(manager, accountId);
      await manager.update(AccountEntity, { id: accountId }, { passwordHash });
      const account = await manager.findOneByOrFail(AccountEntity, { id: accountId });
      await this.audit.record({ action: 'password-reset', actor: personOf(account) });
      return this.endings.takeAway(manager, accountId);
    });
    this.endings.tell(ended);
  }
}

/** No link made before outlives a new password. */
export async function forgetResets(manager: EntityManager, accountId: string): Promise<void> {
  await manager.delete(PasswordResetEntity, { accountId });
}

function used(): Refusal {
  return Refusal.of('reset-link-used', 'The link is used up, too old, or unknown');
}
