import { Injectable } from '@nestjs/common';
import type { RecordingStatus } from '@parley/contract';
import { In, type EntityManager } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { RecordingEntity } from './recording.entity';
import { ShareEntity } from './sharing/share.entity';
import { MomentEntity, SpeechEntity } from './timeline/moments.entity';

/** What a recording takes along when it goes. */
const belongings = [MomentEntity, SpeechEntity, ShareEntity] as const;

/** The recordings table. */
@Injectable()
export class RecordingRows {
  private changes = 0;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Another one as soon as any recording may be about to change, and once it has changed. */
  get version(): number {
    return this.changes;
  }

  /** Every write goes through here. */
  async writing<T>(work: () => Promise<T>): Promise<T> {
    this.changes += 1;
    const written = work();
    this.underWay.add(written);
    try {
      return await written;
    } finally {
      this.changes += 1;
      this.underWay.delete(written);
    }
  }

  insert(row: RecordingEntity): Promise<void> {
    return this.writing(() =>
      this.unitOfWork.run(async (manager) => {
        await manager.insert(RecordingEntity, row);
      }),
    );
  }

  find(id: string): Promise<RecordingEntity | null> {
    return this.unitOfWork.read((manager) => manager.findOneBy(RecordingEntity, { id }));
  }

  /** As it is once everything is written that was begun before. */
  async findSettled(id: string): Promise<RecordingEntity | null> {
    await Promise.allSettled(this.underWay);
    return this.find(id);
  }

  /** All ids there are, for telling leftovers from recordings. */
  async ids(): Promise<ReadonlySet<string>> {
    const rows = await this.unitOfWork.read((manager) =>
      manager.find(RecordingEntity, { select: { id: true } }),
    );
    return new Set(rows.map(({ id }) => id));
  }

  withStatus(...statuses: RecordingStatus[]): Promise<RecordingEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.findBy(RecordingEntity, { status: In(statuses) }),
    );
  }

  /** Every recording that an account may see. */
  allOf(accountId: string): Promise<RecordingEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.findBy(RecordingEntity, [{ ownerId: accountId }, { recorderAccountId: accountId }]),
    );
  }

  /** Changes a recording by what it is now; null where it is gone. The change is seen by all or by nobody. */
  change(
    id: string,
    changeOf: (row: RecordingEntity) => Partial<RecordingEntity>,
  ): Promise<RecordingEntity | null> {
    return this.writing(() =>
      this.unitOfWork.run(async (manager) => {
        const row = await lockedRow(manager, id);
        if (!row) return null;
        const change = changeOf(row);
        if (Object.keys(change).length > 0) await manager.update(RecordingEntity, { id }, change);
        return { ...row, ...change };
      }),
    );
  }

  /** True where there was one. */
  async delete(id: string): Promise<boolean> {
    return this.writing(() =>
      this.unitOfWork.run(async (manager) => {
        for (const entity of belongings) await manager.delete(entity, { recordingId: id });
        const { affected } = await manager.delete(RecordingEntity, { id });
        return affected === 1;
      }),
    );
  }
}

/** On SQLite a unit of work is alone anyway; PostgreSQL locks the row, so that two changes do not overwrite each other. */
function lockedRow(manager: EntityManager, id: string): Promise<RecordingEntity | null> {
  const isPostgres = manager.connection.options.type === 'postgres';
  return manager.findOne(RecordingEntity, {
    where: { id },
    ...(isPostgres && { lock: { mode: 'pessimistic_write' } }),
  });
}
