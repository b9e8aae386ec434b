import { Injectable } from '@nestjs/common';
import type { RecordingStatus } from '@parley/contract';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { containing } from '../database/containing';
import { UnitOfWork } from '../database/unit-of-work';
import { RecordingEntity } from './recording.entity';
import { searchable } from './recording.mapper';

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

/** The recordings table as people see it. */
@Injectable()
export class LibraryRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What an account may see, newest first: recordings of its rooms and those it made. */
  pageFor(accountId: string, filter: LibraryFilter): Promise<[RecordingEntity[], number]> {
    const { page, pageSize } = filter;
    return this.unitOfWork.read((manager) => {
      const query = manager
        .createQueryBuilder(RecordingEntity, 'recording')
        .where(
          new Brackets((mine) =>
            mine
              .where('recording.ownerId = :accountId', { accountId })
              .orWhere('recording.recorderAccountId = :accountId', { accountId }),
          ),
        );
      return filtered(query, filter)
        .orderBy('recording.startedAtMs', 'DESC')
        .addOrderBy('recording.id', 'ASC')
        .offset((page - 1) * pageSize)
        .limit(pageSize)
        .getManyAndCount();
    });
  }
}

function filtered(
  query: SelectQueryBuilder<RecordingEntity>,
  { search, roomId, status, from, to }: LibraryFilter,
): SelectQueryBuilder<RecordingEntity> {
  const wanted = searchable(search?.trim() ?? '');
  if (wanted) query.andWhere(...containing(['recording.searchText'], wanted));
  if (roomId !== undefined) query.andWhere('recording.roomId = :roomId', { roomId });
  if (status) query.andWhere('recording.status IN (:...status)', { status });
  if (from !== undefined)
    query.andWhere('recording.startedAtMs >= :from', { from: Date.parse(from) });
  if (to !== undefined) query.andWhere('recording.startedAtMs < :to', { to: Date.parse(to) });
  return query;
}
