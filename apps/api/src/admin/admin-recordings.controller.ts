import { Controller } from '@nestjs/common';
import { type AdminRecordingSort, routes } from '@parley/contract';
import { In, IsNull, type EntityManager } from 'typeorm';
import { AccountEntity } from '../auth/account.entity';
import { UnitOfWork } from '../database/unit-of-work';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { RecordingEntity } from '../recordings/recording.entity';
import { RecordingsService } from '../recordings/recordings.service';
import { directionOf } from './sorted-page';

const sortColumns = {
  startedAt: 'startedAtMs',
  sizeBytes: 'sizeBytes',
} as const satisfies Record<AdminRecordingSort, keyof RecordingEntity>;

/** Everybody's recordings, for administrators: how much there is, and away with it. They are not to be watched here. */
@Controller()
export class AdminRecordingsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: RecordingsService,
  ) {}

  @ContractRoute(routes.listAllRecordings)
  async list(@Parsed() { query }: ParsedOf<typeof routes.listAllRecordings>) {
    const { sort, order, page, pageSize } = query;
    return this.unitOfWork.read(async (manager) => {
      const [rows, total] = await manager.findAndCount(RecordingEntity, {
        where: { kind: 'mixed', deletedAtMs: IsNull() },
        order: { [sortColumns[sort]]: directionOf(order), id: 'ASC' },
        skip: (page - 1) * pageSize,
        take: pageSize,
      });
      const owners = await manager.findBy(AccountEntity, {
        id: In(rows.map(({ ownerId }) => ownerId)),
      });
      const nameOf = new Map(owners.map(({ id, name }) => [id, name]));
      const partBytes = await partBytesIn(manager, rows);
      const items = rows.map(({ startedAtMs, ownerId, ...row }) => ({
        ...{ id: row.id, roomId: row.roomId, roomName: row.roomName, title: row.title },
        ...{ durationMs: row.durationMs, status: row.status },
        sizeBytes: bytesOf(row) + (partBytes.get(row.id) ?? 0),
        startedAt: new Date(startedAtMs).toISOString(),
        ownerName: nameOf.get(ownerId) ?? null,
      }));
      return { items, total, page, pageSize };
    });
  }

  @ContractRoute(routes.deleteAnyRecording)
  async delete(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.deleteAnyRecording>,
  ): Promise<void> {
    await this.recordings.remove(administrator.id, params.recordingId);
  }
}

/** How much the parts of each of these take up. */
async function partBytesIn(
  manager: EntityManager,
  rows: readonly RecordingEntity[],
): Promise<ReadonlyMap<string, number>> {
  const parts = await manager.find(RecordingEntity, {
    where: { partOf: In(rows.map(({ id }) => id)) },
    select: { id: true, partOf: true, sizeBytes: true },
  });
  const sums = new Map<string, number>();
  for (const { partOf, sizeBytes } of parts)
    if (typeof partOf === 'string') sums.set(partOf, (sums.get(partOf) ?? 0) + sizeBytes);
  return sums;
}

type Sized = Pick<RecordingEntity, 'sizeBytes' | 'mp4SizeBytes'>;
const bytesOf = ({ sizeBytes, mp4SizeBytes }: Sized) => sizeBytes + (mp4SizeBytes ?? 0);
