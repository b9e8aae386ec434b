import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work';
import { FileStore } from '../../storage/file-store';
import { SliceLogs } from '../../storage/slice-logs';
import { RecorderWatch } from '../recorder-watch';
import { RecordingEntity } from '../recording.entity';
import { filesOf } from '../recording-files';
import { RecordingRows } from '../recording-rows';
import { DeletedRecordingEntity } from './deleted-recording.entity';

/** Takes deleted recordings off the disk, with all that belongs to them (security.md T61). */
@Injectable()
export class RecordingPurge {
  constructor(
    private readonly rows: RecordingRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly watch: RecorderWatch,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The rows go last: however often this breaks off, by a crash or a bucket that is away, it can be done again. Harmless
   * where there is no such recording, or none that was deleted.
   */
  async purge(recordingId: string): Promise<void> {
    const row = await this.rows.find(recordingId);
    if (typeof row?.deletedAtMs !== 'number') return;
    for (const { id } of await this.partsOf(recordingId)) await this.takeAway(id, null);
    const { id, ownerId, recorderAccountId, deletedAtMs } = row;
    await this.takeAway(recordingId, { id, ownerId, recorderAccountId, deletedAtMs });
  }

  private partsOf(recordingId: string): Promise<RecordingEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.findBy(RecordingEntity, { partOf: recordingId }),
    );
  }

  private takeAway(id: string, trace: DeletedRecordingEntity | null): Promise<void> {
    return this.logs.exclusively(id, async (desk) => {
      this.watch.forget(id);
      await desk.delete();
      for (const name of filesOf(id)) await this.files.delete(name);
      await this.unitOfWork.run(async (manager) => {
        const wasThere = await this.rows.delete(id);
        if (wasThere && trace) await manager.insert(DeletedRecordingEntity, trace);
      });
    });
  }
}
