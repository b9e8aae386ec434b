import { randomUUID } from 'node:crypto';
import type { Id } from '@parley/contract';
import type { EntityManager } from 'typeorm';
import { MomentEntity } from './moments.entity';

/** One statement's worth: SQLite takes 32,766 values in one. */
export const rowsPerInsert = 200;

/** Those of recordings and accounts that are still there: a recording may never have come to be, an account end in a meeting. */
export async function insertMoments(
  manager: EntityManager,
  batch: readonly MomentEntity[],
): Promise<void> {
  const recordings = await idsIn(
    manager,
    'recordings',
    batch.map(({ recordingId }) => recordingId),
  );
  const accounts = await idsIn(
    manager,
    'accounts',
    batch.flatMap(({ accountId }) => accountId ?? []),
  );
  const kept = batch.filter(
    ({ recordingId, accountId }) =>
      recordings.has(recordingId) && (accountId === null || accounts.has(accountId)),
  );
  if (kept.length > 0) await manager.insert(MomentEntity, kept);
}

async function idsIn(
  manager: EntityManager,
  table: 'recordings' | 'accounts',
  wanted: readonly string[],
): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const rows = await manager
    .createQueryBuilder()
    .select('item.id', 'id')
    .from(table, 'item')
    .where('item.id IN (:...ids)', { ids: [...new Set(wanted)] })
    .getRawMany<{ id: string }>();
  return new Set(rows.map(({ id }) => id));
}

/** Gives a recording what another one has. */
export async function copyMoments(manager: EntityManager, from: Id, to: Id): Promise<void> {
  const moments = await manager.findBy(MomentEntity, { recordingId: from });
  const copies = moments.map((moment) => ({ ...moment, id: randomUUID(), recordingId: to }));
  for (let start = 0; start < copies.length; start += rowsPerInsert)
    await insertMoments(manager, copies.slice(start, start + rowsPerInsert));
}
