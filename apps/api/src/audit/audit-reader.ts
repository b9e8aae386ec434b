import { Injectable } from '@nestjs/common';
import type { AuditFilter, AuditVerification } from '@parley/contract';
import { Brackets, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { containing } from '../database/containing';
import { UnitOfWork } from '../database/unit-of-work';
import { AuditEntryEntity, AuditHeadEntity } from './audit-entry.entity';
import { firstHash, hashOfEntry } from './chain';

/** Entries checked at a time: between two such units others get their turn. */
const verifiedAtOnce = 500;

/** Finds entries, and checks that they stand as they were written. */
@Injectable()
export class AuditReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first; pages count from 1. */
  async list(
    filter: AuditFilter,
    { page, pageSize }: { readonly page: number; readonly pageSize: number },
  ): Promise<{ entries: AuditEntryEntity[]; total: number }> {
    return this.unitOfWork.read(async (manager) => {
      const query = filtered(manager.createQueryBuilder(AuditEntryEntity, 'entry'), filter);
      const [entries, total] = await query
        .orderBy('entry.sequence', 'DESC')
        .skip((page - 1) * pageSize)
        .take(pageSize)
        .getManyAndCount();
      return { entries, total };
    });
  }

  /** The newest entries before a sequence, for reading a long list part by part. */
  async before(
    filter: AuditFilter,
    sequence: number,
    count: number,
  ): Promise<readonly AuditEntryEntity[]> {
    return this.unitOfWork.read((manager) =>
      filtered(manager.createQueryBuilder(AuditEntryEntity, 'entry'), filter)
        .andWhere('entry.sequence < :sequence', { sequence })
        .orderBy('entry.sequence', 'DESC')
        .take(count)
        .getMany(),
    );
  }

  /** Follows the chain from its beginning to where it ended when this was called. */
  async verify(): Promise<AuditVerification> {
    const head = await this.unitOfWork.read((manager) =>
      manager.findOneByOrFail(AuditHeadEntity, { id: 1 }),
    );
    let last = { sequence: 0, hash: firstHash };
    while (last.sequence < head.sequence) {
      const after = last.sequence;
      const entries = await this.unitOfWork.read((manager) =>
        manager.find(AuditEntryEntity, {
          where: { sequence: MoreThan(after) },
          order: { sequence: 'ASC' },
          take: Math.min(verifiedAtOnce, head.sequence - after),
        }),
      );
      if (entries.length === 0) return broken(last.sequence);
      for (const entry of entries) {
        if (!follows(entry, last)) return broken(last.sequence);
        last = entry;
      }
    }
    if (last.hash !== head.hash) return broken(Math.max(0, head.sequence - 1));
    return { entryCount: last.sequence, brokenAt: null };
  }
}

const broken = (lastGood: number): AuditVerification => ({
  entryCount: lastGood,
  brokenAt: lastGood + 1,
});

function follows(
  entry: AuditEntryEntity,
  last: { readonly sequence: number; readonly hash: string },
): boolean {
  return (
    entry.sequence === last.sequence + 1 &&
    entry.previousHash === last.hash &&
    entry.hash === hashOfEntry(entry)
  );
}

const personIds = [
  'actorAccountId',
  'actorParticipantId',
  'targetAccountId',
  'targetParticipantId',
];

function filtered(
  query: SelectQueryBuilder<AuditEntryEntity>,
  { action, person, roomId, from, to }: AuditFilter,
): SelectQueryBuilder<AuditEntryEntity> {
  if (action) query.andWhere('entry.action = :action', { action });
  if (roomId) query.andWhere('entry.roomId = :roomId', { roomId });
  if (from) query.andWhere('entry.atMs >= :fromMs', { fromMs: Date.parse(from) });
  if (to) query.andWhere('entry.atMs < :toMs', { toMs: Date.parse(to) });
  if (person)
    query.andWhere(
      new Brackets((theirs) => {
        for (const column of personIds) theirs.orWhere(`entry.${column} = :person`, { person });
        theirs.orWhere(...containing(['entry.actorName', 'entry.targetName'], person));
      }),
    );
  return query;
}
