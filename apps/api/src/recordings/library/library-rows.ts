import { Injectable } from '@nestjs/common';
import type { RecordingStatus } from '@parley/contract';
import { Brackets, In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { containing } from '../../database/containing';
import { UnitOfWork } from '../../database/unit-of-work';
import { SeatEntity } from '../../meetings/seat.entity';
import { RoomEntity } from '../../rooms/room.entity';
import { DeletedRecordingEntity } from './deleted-recording.entity';
import { RecordingEntity } from '../recording.entity';
import { searchable } from '../recording.mapper';

/** Which part of a library is wanted. */
export interface LibraryFilter {
  readonly search?: string | undefined;
  readonly roomId?: string | undefined;
  readonly status?: readonly RecordingStatus[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}

type Query = SelectQueryBuilder<RecordingEntity>;

/** The recordings table as people see it: whole recordings, not their parts. */
@Injectable()
export class LibraryRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What an account may see, newest first; what was deleted is out of sight at once. */
  pageFor(accountId: string, filter: LibraryFilter): Promise<[RecordingEntity[], number]> {
    const { page, pageSize } = filter;
    return this.unitOfWork.read((manager) =>
      filtered(visibleTo(accountId, manager), filter)
        .andWhere('recording.deletedAtMs IS NULL')
        .orderBy('recording.startedAtMs', 'DESC')
        .addOrderBy('recording.id', 'ASC')
        .offset((page - 1) * pageSize)
        .limit(pageSize)
        .getManyAndCount(),
    );
  }

  /** Null where this account may not see it, or there is none. A deleted one that can still be restored is found. */
  findFor(accountId: string, id: string): Promise<RecordingEntity | null> {
    return this.unitOfWork.read((manager) =>
      visibleTo(accountId, manager).andWhere('recording.id = :id', { id }).getOne(),
    );
  }

  /** True where there was such a recording of this account's own. */
  async wasOf(accountId: string, id: string): Promise<boolean> {
    const gone = await this.unitOfWork.read((manager) =>
      manager.findOneBy(DeletedRecordingEntity, { id }),
    );
    return gone !== null && isOf(accountId, gone);
  }

  /** How many tracks each of these has, by its id; none where it is not in the answer. */
  async trackCounts(rows: readonly RecordingEntity[]): Promise<ReadonlyMap<string, number>> {
    const tracks = await this.unitOfWork.read((manager) =>
      manager.find(RecordingEntity, {
        where: { partOf: In(rows.map(({ id }) => id)), kind: 'track' },
        select: { id: true, partOf: true },
      }),
    );
    const counts = new Map<string, number>();
    for (const { partOf } of tracks)
      if (typeof partOf === 'string') counts.set(partOf, (counts.get(partOf) ?? 0) + 1);
    return counts;
  }
}

/** True for whoever may change it: the room's owner, and who made it. */
export function isOf(
  accountId: string,
  row: Pick<RecordingEntity, 'ownerId' | 'recorderAccountId'>,
): boolean {
  return row.ownerId === accountId || row.recorderAccountId === accountId;
}

function visibleTo(accountId: string, manager: EntityManager): Query {
  return manager
    .createQueryBuilder(RecordingEntity, 'recording')
    .where("recording.kind = 'mixed'")
    .andWhere(
      new Brackets((any) =>
        any
          .where('recording.ownerId = :accountId', { accountId })
          .orWhere('recording.recorderAccountId = :accountId')
          .orWhere(new Brackets((shared) => sharedWithParticipants(shared as Query))),
      ),
    );
}

/** Files of rooms that share with those who were there, and were not sent away. */
function sharedWithParticipants(query: Query): Query {
  const rooms = query
    .subQuery()
    .select('room.id')
    .from(RoomEntity, 'room')
    .where('room.recordingForParticipants = :isShared');
  const meetings = query
    .subQuery()
    .select('seat.meetingId')
    .from(SeatEntity, 'seat')
    .where('seat.accountId = :accountId')
    .andWhere('seat.joinedAtMs IS NOT NULL')
    .andWhere("seat.standing NOT IN ('removed', 'blocked')");
  return query
    .where('recording.sizeBytes > 0')
    .andWhere('recording.deletedAtMs IS NULL')
    .andWhere(`recording.roomId IN ${rooms.getQuery()}`, { isShared: true })
    .andWhere(`recording.meetingId IN ${meetings.getQuery()}`);
}

function filtered(query: Query, { search, roomId, status, from, to }: LibraryFilter): Query {
  const wanted = searchable(search?.trim() ?? '');
  if (wanted) query.andWhere(...containing(['recording.searchText'], wanted));
  if (roomId !== undefined) query.andWhere('recording.roomId = :roomId', { roomId });
  if (status) query.andWhere('recording.status IN (:...status)', { status });
  if (from !== undefined)
    query.andWhere('recording.startedAtMs >= :from', { from: Date.parse(from) });
  if (to !== undefined) query.andWhere('recording.startedAtMs < :to', { to: Date.parse(to) });
  return query;
}
