import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { isMissing } from '../../storage/durable-file';
import { SliceLogs } from '../../storage/slice-logs';
import { RecordingEntity } from '../recording.entity';

/** How much room recordings take up: their files, their parts' files, and what is just arriving. */
@Injectable()
export class RecordingsUsage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logs: SliceLogs,
  ) {}

  /** Of the recordings of one person's rooms; of all without one. */
  async bytes(ownerId?: string): Promise<number> {
    const whose = ownerId === undefined ? {} : { ownerId };
    const { keptBytes, arriving } = await this.unitOfWork.read(async (manager) => ({
      keptBytes: await keptIn(manager, whose),
      arriving: await arrivingIn(manager, whose),
    }));
    const sizes = await Promise.all(arriving.map(({ id }) => sizeOf(this.logs.mediaPath(id))));
    return sizes.reduce((sum, sizeBytes) => sum + sizeBytes, keptBytes);
  }
}

async function keptIn(
  manager: EntityManager,
  whose: { readonly ownerId?: string },
): Promise<number> {
  const sum = await manager
    .createQueryBuilder(RecordingEntity, 'recording')
    .select('SUM(recording.sizeBytes + COALESCE(recording.mp4SizeBytes, 0))', 'bytes')
    .where(whose)
    .getRawOne<{ bytes: string | number | null }>();
  return Number(sum?.bytes ?? 0);
}

/** Those of which there is no file yet, or none that could be made. */
function arrivingIn(
  manager: EntityManager,
  whose: { readonly ownerId?: string },
): Promise<RecordingEntity[]> {
  return manager.find(RecordingEntity, {
    where: { ...whose, sizeBytes: 0 },
    select: { id: true },
  });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
