import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id } from '@parley/contract';
import { IsNull, MoreThan, type FindOptionsWhere } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { nothingYet, RecordingEntity, type RecordingKind } from '../recording.entity';
import { RecordingRows } from '../recording-rows';

type Which = FindOptionsWhere<RecordingEntity>;

/** What hangs on mixed recordings, in the recordings table. */
@Injectable()
export class PartRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: RecordingRows,
  ) {}

  /** In the order in which they were opened. */
  of(recordingId: Id, kind: Exclude<RecordingKind, 'mixed'>): Promise<RecordingEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.find(RecordingEntity, {
        where: { partOf: recordingId, kind },
        order: { startedAtMs: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** Every standby there is: those of recordings that are not finished. */
  standbys(): Promise<RecordingEntity[]> {
    return this.unitOfWork.read((manager) => manager.findBy(RecordingEntity, { kind: 'standby' }));
  }

  countTracks(recordingId: Id, participantId: Id): Promise<number> {
    return this.unitOfWork.read((manager) =>
      manager.countBy(RecordingEntity, {
        ...{ partOf: recordingId, kind: 'track', recorderId: participantId },
      }),
    );
  }

  /** From then on nothing more is taken for these tracks; those that were ended before stay as they are. */
  async endTracks(which: Which, ticketEndsAtMs: number): Promise<void> {
    await this.rows.writing(() =>
      this.unitOfWork.run((manager) =>
        manager.update(
          RecordingEntity,
          { ...which, kind: 'track', ticketEndsAtMs: IsNull() },
          { ticketEndsAtMs },
        ),
      ),
    );
  }

  /** Nothing more is taken for these tracks from now on, whatever was granted before. */
  async closeTracks(which: Which, nowMs: number): Promise<void> {
    const open = [IsNull(), MoreThan(nowMs)];
    await this.rows.writing(() =>
      this.unitOfWork.run(async (manager) => {
        for (const ticketEndsAtMs of open)
          await manager.update(
            RecordingEntity,
            { ...which, kind: 'track', ticketEndsAtMs },
            { ticketEndsAtMs: nowMs },
          );
      }),
    );
  }
}

type New = Pick<RecordingEntity, 'ticketHash' | 'startedAtMs'> &
  (
    | {
        readonly kind: 'track';
        readonly source: NonNullable<RecordingEntity['source']>;
        readonly mediaStartedAtMs: number;
        readonly clockErrorMs: number;
      }
    | { readonly kind: 'standby' }
  );

/** The row of one more upload beside a mixed recording; whose room and library it is in goes with that one. */
export function newPart(
  mixed: RecordingEntity,
  by: Pick<RecordingEntity, 'recorderId' | 'recorderAccountId' | 'participantNames'>,
  part: New,
): RecordingEntity {
  const { meetingId, roomId, roomName, ownerId, title, searchText, plan } = mixed;
  return {
    ...{ meetingId, roomId, roomName, ownerId, title, searchText, plan },
    id: randomUUID(),
    partOf: mixed.id,
    ...nothingYet,
    ...by,
    ...part,
  };
}
