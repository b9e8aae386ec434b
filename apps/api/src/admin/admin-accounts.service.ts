import { Injectable } from '@nestjs/common';
import type { AccountSort, AdminAccount, SortOrder } from '@parley/contract';
import type { EntityManager } from 'typeorm';
import { AuditLog, type AuditRecord, personOf } from '../audit/audit-log';
import { AccountEntity } from '../auth/account.entity';
import { detailsOf } from '../auth/accounts.service';
import { assertOtherAdministrator } from '../auth/administrators';
import { PasswordResets } from '../auth/password-resets';
import { SessionEndings } from '../auth/session-endings';
import { containing } from '../database/containing';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import type { AccountRecord } from '../http/identity';
import { RoomEntity } from '../rooms/room.entity';
import { accountReplyOf } from '../users/account.mapper';
import { type SortColumn, sortedPage } from './sorted-page';

interface AccountQuery {
  readonly search?: string | undefined;
  readonly sort: AccountSort;
  readonly order: SortOrder;
  readonly page: number;
  readonly pageSize: number;
}
interface AccountChange {
  readonly isAdministrator?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

const sortColumns = {
  name: { column: 'account.name', isName: true },
  email: { column: 'account.email', isName: false },
  createdAt: { column: 'account.createdAtMs', isName: false },
} as const satisfies Record<AccountSort, SortColumn>;

/** What administrators do about people. */
@Injectable()
export class AdminAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endings: SessionEndings,
    private readonly resets: PasswordResets,
    private readonly audit: AuditLog,
  ) {}

  async list({ search, sort, order, page, pageSize }: AccountQuery) {
    return this.unitOfWork.read(async (manager) => {
      const query = manager.createQueryBuilder(AccountEntity, 'account');
      if (search) query.where(...containing(['account.name', 'account.email'], search));
      const total = await query.getCount();
      const accounts = await sortedPage(query, sortColumns[sort], { order, page, pageSize });
      return { items: await withRooms(manager, accounts), total, page, pageSize };
    });
  }

  /**
   * Refuses `not-found`, and `last-administrator` where nobody would be left who can run the server. Whoever is disabled
   * is signed out everywhere and out of every meeting before this resolves.
   */
  async change(by: AccountRecord, id: string, wanted: AccountChange): Promise<AdminAccount> {
    const { changed, ended } = await this.unitOfWork.run(async (manager) => {
      if (wanted.isAdministrator === false || wanted.isDisabled === true)
        await assertOtherAdministrator(manager, id);
      const before = await accountIn(manager, id);
      const records = recordsOf(by, before, wanted);
      await manager.update(AccountEntity, { id }, columnsOf(before, wanted));
      for (const record of records) await this.audit.record(record);
      const [changed] = await withRooms(manager, [await accountIn(manager, id)]);
      const ended = wanted.isDisabled === true ? await this.endings.takeAway(manager, id) : null;
      return { changed, ended };
    });
    if (ended) this.endings.tell(ended);
    if (!changed) throw notFound();
    return changed;
  }

  /** A one-time link by which this person sets a new password. Refuses `not-found`. */
  async passwordLink(by: AccountRecord, id: string): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      const account = await accountIn(manager, id);
      const [actor, target] = [personOf(by), personOf(account)];
      await this.audit.record({ action: 'password-link-made', actor, target });
      return this.resets.createLinkFor(id);
    });
  }
}

function recordsOf(by: AccountRecord, before: AccountEntity, wanted: AccountChange): AuditRecord[] {
  const persons = { actor: personOf(by), target: personOf(before) };
  const { isAdministrator, isDisabled } = wanted;
  const records: AuditRecord[] = [];
  if (isAdministrator !== undefined && isAdministrator !== before.isAdministrator)
    records.push({
      ...persons,
      action: isAdministrator ? 'administrator-made' : 'administrator-unmade',
    });
  if (isDisabled !== undefined && isDisabled !== (before.disabledAtMs !== null))
    records.push({ ...persons, action: isDisabled ? 'account-disabled' : 'account-enabled' });
  return records;
}

function columnsOf(before: AccountEntity, { isAdministrator, isDisabled }: AccountChange) {
  const disabledAtMs = isDisabled ? (before.disabledAtMs ?? Date.now()) : null;
  return {
    isAdministrator: isAdministrator ?? before.isAdministrator,
    disabledAtMs: isDisabled === undefined ? before.disabledAtMs : disabledAtMs,
  };
}

async function accountIn(manager: EntityManager, id: string): Promise<AccountEntity> {
  const account = await manager.findOneBy(AccountEntity, { id });
  if (!account) throw notFound();
  return account;
}

async function withRooms(
  manager: EntityManager,
  accounts: readonly AccountEntity[],
): Promise<AdminAccount[]> {
  if (accounts.length === 0) return [];
  const counts = await manager
    .createQueryBuilder(RoomEntity, 'room')
    .select('room.ownerId', 'id')
    .addSelect('COUNT(*)', 'count')
    .where('room.ownerId IN (:...ids)', { ids: accounts.map(({ id }) => id) })
    .groupBy('room.ownerId')
    .getRawMany<{ id: string; count: string | number }>();
  const countOf = new Map(counts.map(({ id, count }) => [id, Number(count)]));
  return accounts.map((account) => ({
    ...accountReplyOf(detailsOf(account)),
    isDisabled: account.disabledAtMs !== null,
    roomCount: countOf.get(account.id) ?? 0,
  }));
}

const notFound = () => Refusal.of('not-found', 'There is no such account');
