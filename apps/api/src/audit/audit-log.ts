import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditDetails } from '@parley/contract';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { AuditEntryEntity, AuditHeadEntity } from './audit-entry.entity';
import { hashOfEntry } from './chain';

/** An account, a participant, or a participant with an account: a LiveSeat is one as it is. */
export interface AuditedPerson {
  /** Where it is left away, the account's name at the end of the unit: not for one that the unit deletes. */
  readonly name?: string;
  readonly accountId?: string | null;
  readonly participantId?: string | null;
}

/** One thing that happened. */
export interface AuditRecord {
  readonly action: AuditAction;
  /** Null where the server did it, or nobody knows who did. */
  readonly actor: AuditedPerson | null;
  readonly target?: AuditedPerson | null;
  readonly roomId?: string | null;
  readonly meetingId?: string | null;
  /** Plain facts; never a secret. */
  readonly details?: AuditDetails;
}

/** The person behind an account. */
export function personOf(account: { readonly id: string; readonly name: string }): AuditedPerson {
  return { accountId: account.id, name: account.name };
}

/** Writes down, for good, who did what: each entry carries the hash of the one before (security.md T87). */
@Injectable()
export class AuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Inside a unit of work the entry is part of it and written last, so that the chain is locked only for a moment;
   * elsewhere it is a unit of its own. What cannot be written down does not happen.
   */
  async record(record: AuditRecord): Promise<void> {
    const atMs = Date.now();
    await this.unitOfWork.runAtEnd((manager) => append(manager, record, atMs));
  }
}

async function append(manager: EntityManager, record: AuditRecord, atMs: number): Promise<void> {
  const head = await lockedHead(manager);
  const { action, details = {} } = record;
  const actor = await named(manager, record.actor);
  const target = await named(manager, record.target);
  const entry = {
    sequence: head.sequence + 1,
    atMs,
    action,
    actorAccountId: actor?.accountId ?? null,
    actorParticipantId: actor?.participantId ?? null,
    actorName: actor?.name ?? null,
    targetAccountId: target?.accountId ?? null,
    targetParticipantId: target?.participantId ?? null,
    targetName: target?.name ?? null,
    roomId: record.roomId ?? null,
    meetingId: record.meetingId ?? null,
    details: JSON.stringify(details),
    previousHash: head.hash,
  };
  const hash = hashOfEntry(entry);
  await manager.insert(AuditEntryEntity, { ...entry, hash });
  await manager.update(AuditHeadEntity, { id: head.id }, { sequence: entry.sequence, hash });
}

async function named(
  manager: EntityManager,
  person: AuditedPerson | null | undefined,
): Promise<AuditedPerson | null> {
  if (!person || person.name !== undefined) return person ?? null;
  const account = await manager
    .createQueryBuilder()
    .select('account.name', 'name')
    .from('accounts', 'account')
    .where('account.id = :id', { id: person.accountId })
    .getRawOne<{ name: string }>();
  return { ...person, name: account?.name ?? '' };
}

/** On SQLite a unit of work is alone anyway; on PostgreSQL whoever writes next waits for this one's commit. */
async function lockedHead(manager: EntityManager): Promise<AuditHeadEntity> {
  const isPostgres = manager.connection.options.type === 'postgres';
  return manager.findOneOrFail(AuditHeadEntity, {
    where: { id: 1 },
    ...(isPostgres && { lock: { mode: 'pessimistic_write' } }),
  });
}
