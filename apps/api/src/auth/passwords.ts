import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditLog, personOf } from '../audit/audit-log';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import type { AccountRecord } from '../http/identity';
import { AccountEntity } from './account.entity';
import { PasswordHasher } from './password-hasher';
import { forgetResets } from './password-resets';
import { assertProven } from '../http/proof';
import { SessionEndings } from './session-endings';
import { type Try, TryLimiter } from './try-limiter';

/** The own password: proving that one knows it, and changing it. */
@Injectable()
export class Passwords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: PasswordHasher,
    private readonly tries: TryLimiter,
    private readonly endings: SessionEndings,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The stored hash that the password fits; null for an account that has none. Whoever sits at somebody's unlocked
   * screen guesses no faster than at the sign-in. Refuses `credentials-wrong`, `too-many-tries`.
   */
  async prove(
    accountId: string,
    password: string | undefined,
    address: string,
  ): Promise<string | null> {
    const tries: Try[] = [
      { kind: 'sign-in-address', key: address },
      { kind: 'own-password', key: accountId },
    ];
    await this.tries.consume(...tries);
    const account = await this.unitOfWork.read((manager) =>
      manager.findOneBy(AccountEntity, { id: accountId }),
    );
    if (!account) throw Refusal.of('unauthenticated', 'The account is gone');
    const { passwordHash } = account;
    const isRight = await this.isRight(passwordHash, password).catch(async (error: unknown) => {
      // Nothing was checked, so nothing was guessed.
      await this.tries.giveBack(...tries);
      throw error;
    });
    if (!isRight) throw wrong();
    await this.tries.giveBack(...tries);
    return passwordHash;
  }

  /** Ends every other session of the account, and what they got. */
  async change(
    account: AccountRecord,
    { current, password }: { readonly current?: string | undefined; readonly password: string },
    address: string,
  ): Promise<void> {
    const before = await this.prove(account.id, current, address);
    if (before === null) assertProven(account);
    const passwordHash = await this.hasher.hash(password);
    const ended = await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(
        AccountEntity,
        { id: account.id, passwordHash: before ?? IsNull() },
        { passwordHash },
      );
      // Changed by somebody else while this was hashed: what was proved is no longer true.
      if (affected !== 1) throw wrong();
      await forgetResets(manager, account.id);
      await this.audit.record({ action: 'password-changed', actor: personOf(account) });
      return this.endings.takeAway(manager, account.id, account.sessionId);
    });
    this.endings.tell(ended);
  }

  private async isRight(
    passwordHash: string | null,
    password: string | undefined,
  ): Promise<boolean> {
    if (passwordHash === null) return password === undefined;
    return password !== undefined && this.hasher.verify(passwordHash, password);
  }
}

function wrong(): Refusal {
  return Refusal.of('credentials-wrong', 'The password is wrong');
}
