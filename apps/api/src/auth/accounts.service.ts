import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog, personOf } from '../audit/audit-log';
import { isUniqueViolation } from '../database/database-errors';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { AccountInvitations } from './account-invitations';
import { AccountEntity } from './account.entity';
import { PasswordHasher } from './password-hasher';
import { SetupTokensService } from './setup-tokens.service';

/** An account without its password. */
export interface AccountDetails {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly pictureId: string | null;
  readonly hasPassword: boolean;
  readonly createdAtMs: number;
}

interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly setupToken?: string | undefined;
  readonly invitation?: string | undefined;
}

/** Accounts and their passwords. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: PasswordHasher,
    private readonly setupTokens: SetupTokensService,
    private readonly invitations: AccountInvitations,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes an account: an administrator's where the setup token is right, or the invitation says so. Refuses
   * `email-taken`, `setup-link-used`, `account-invitation-over`.
   */
  async create(wanted: NewAccount): Promise<AccountDetails> {
    const { name, email, setupToken, invitation } = wanted;
    const passwordHash = await this.hasher.hash(wanted.password);
    return this.unitOfWork.run(async (manager) => {
      const person = { id: randomUUID(), name, email };
      if (setupToken !== undefined) await this.setupTokens.use(manager, setupToken);
      const used =
        invitation === undefined ? null : await this.invitations.use(manager, invitation, person);
      const isAdministrator = setupToken !== undefined || used?.isAdministrator === true;
      return this.insert(manager, { ...person, passwordHash, isAdministrator });
    });
  }

  /**
   * Makes an account that a provider lets in, as part of the caller's unit; where it takes an invitation, one for this
   * email. Refuses `email-taken`, `sign-up-closed`.
   */
  async createWithoutPassword(
    manager: EntityManager,
    { name, email }: Pick<NewAccount, 'name' | 'email'>,
    takesInvitation: boolean,
  ): Promise<AccountDetails> {
    const person = { id: randomUUID(), name, email };
    const used = takesInvitation ? await this.invitations.useByEmail(manager, person) : null;
    const isAdministrator = used?.isAdministrator === true;
    return this.insert(manager, { ...person, passwordHash: null, isAdministrator });
  }

  async find(id: string): Promise<AccountDetails | null> {
    const account = await this.unitOfWork.read((manager) =>
      manager.findOneBy(AccountEntity, { id }),
    );
    return account && detailsOf(account);
  }

  /** An account that is there: the one that asks. Refuses `unauthenticated` where it was deleted meanwhile. */
  async get(id: string): Promise<AccountDetails> {
    const account = await this.find(id);
    if (!account) throw Refusal.of('unauthenticated', 'The account is gone');
    return account;
  }

  async findByEmail(email: string): Promise<AccountDetails | null> {
    const account = await this.unitOfWork.read((manager) =>
      manager.findOneBy(AccountEntity, { email }),
    );
    return account && detailsOf(account);
  }

  async rename(id: string, name: string): Promise<AccountDetails> {
    await this.unitOfWork.run((manager) => manager.update(AccountEntity, { id }, { name }));
    return this.get(id);
  }

  /** The account, where email and password belong together; as slow for an unknown email as for a wrong password. */
  async findByCredentials(email: string, password: string): Promise<AccountDetails | null> {
    const account = await this.unitOfWork.read((manager) =>
      manager.findOneBy(AccountEntity, { email }),
    );
    const isRight = await this.hasher.verify(account?.passwordHash ?? null, password);
    return account && isRight ? detailsOf(account) : null;
  }

  private async insert(
    manager: EntityManager,
    wanted: Omit<AccountEntity, 'pictureId' | 'createdAtMs' | 'disabledAtMs'>,
  ): Promise<AccountDetails> {
    const account = { ...wanted, pictureId: null, createdAtMs: Date.now(), disabledAtMs: null };
    await insertAccount(manager, account);
    const { isAdministrator } = account;
    const details = { isAdministrator };
    await this.audit.record({ action: 'account-created', actor: personOf(account), details });
    return detailsOf(account);
  }
}

async function insertAccount(manager: EntityManager, account: AccountEntity): Promise<void> {
  try {
    await manager.insert(AccountEntity, account);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw Refusal.of('email-taken', 'There is an account with this email', { cause });
  }
}

/** What may leave the auth feature of an account. */
export function detailsOf(account: AccountEntity): AccountDetails {
  const { id, name, email, isAdministrator, pictureId, createdAtMs } = account;
  const hasPassword = account.passwordHash !== null;
  return { id, name, email, isAdministrator, pictureId, hasPassword, createdAtMs };
}
