import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isUniqueViolation } from '../database/database-errors';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
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
}

/** Accounts and their passwords. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: PasswordHasher,
    private readonly setupTokens: SetupTokensService,
  ) {}

  /** Makes an account: an administrator's where the setup token is right. Refuses `email-taken`, `setup-link-used`. */
  async create(wanted: NewAccount): Promise<AccountDetails> {
    const { setupToken } = wanted;
    const passwordHash = await this.hasher.hash(wanted.password);
    return this.unitOfWork.run(async (manager) => {
      if (setupToken !== undefined) await this.setupTokens.use(manager, setupToken);
      const account = {
        id: randomUUID(),
        name: wanted.name,
        email: wanted.email,
        passwordHash,
        isAdministrator: setupToken !== undefined,
        pictureId: null,
        createdAtMs: Date.now(),
      };
      await insertAccount(manager, account);
      return detailsOf(account);
    });
  }

  /** Makes an account that a provider lets in, as part of the caller's unit. Refuses `email-taken`. */
  async createWithoutPassword(
    manager: EntityManager,
    { name, email }: Pick<NewAccount, 'name' | 'email'>,
  ): Promise<AccountDetails> {
    const account = {
      id: randomUUID(),
      name,
      email,
      passwordHash: null,
      isAdministrator: false,
      pictureId: null,
      createdAtMs: Date.now(),
    };
    await insertAccount(manager, account);
    return detailsOf(account);
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
