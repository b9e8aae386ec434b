import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log';
import { UnitOfWork } from '../../database/unit-of-work';
import { Refusal } from '../../errors/refusal';
import { Clock } from '../../realtime/clock';
import { FileStore } from '../../storage/file-store';
import { SliceLogs } from '../../storage/slice-logs';
import { DeletedRecordingEntity } from './deleted-recording.entity';
import { RecorderWatch } from '../recorder-watch';
import { RecordingEntity } from '../recording.entity';
import { filesOf } from '../recording-files';
import { placeOf } from '../recording-place';
import { RecordingRows } from '../recording-rows';

interface Reason {
  /** Whose will it was; null where it was a rule's. */
  readonly accountId: string | null;
  /** Asked at the last moment; where it says no, nothing happens. */
  readonly isDue?: (row: RecordingEntity) => boolean;
  /** Left away where the deletion is on record already. */
  readonly note?: Readonly<Record<string, string>>;
}

/** Takes recordings away for good, with all that belongs to them; that they were there is kept (security.md T61). */
@Injectable()
export class RecordingRemoval {
  constructor(
    private readonly rows: RecordingRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly watch: RecorderWatch,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The rows go first: what a crash leaves of the files is swept away at the next start. */
  async remove(recordingId: string, reason: Reason): Promise<void> {
    const gone = await this.logs.exclusively(recordingId, () =>
      this.removeRows(recordingId, reason),
    );
    for (const id of gone) {
      this.watch.forget(id);
      await this.logs.exclusively(id, (desk) => desk.delete());
      for (const name of filesOf(id)) await this.files.delete(name);
    }
  }

  async note(
    action: 'recording-deleted' | 'recording-downloaded' | 'recording-restored',
    accountId: string | null,
    row: RecordingEntity,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { details, ...place } = placeOf(row);
    const actor = accountId === null ? null : { accountId };
    await this.audit.record({
      action,
      actor,
      ...place,
      details: { ...details, title: row.title, ...more },
    });
  }

  /** Answers with the ids of what is gone: the recording and its parts. */
  private async removeRows(
    recordingId: string,
    { accountId, isDue, note }: Reason,
  ): Promise<readonly string[]> {
    return this.unitOfWork.run(async (manager) => {
      const row = await this.rows.find(recordingId);
      if (!row) throw Refusal.of('not-found', 'There is no such recording');
      if (isDue?.(row) === false) return [];
      if (row.status === 'recording')
        throw Refusal.of('recording-running', 'Stop the recording first');
      const parts = await manager.findBy(RecordingEntity, { partOf: recordingId });
      for (const { id } of [...parts, row]) await this.rows.delete(id);
      const { id, ownerId, recorderAccountId } = row;
      const deletedAtMs = row.deletedAtMs ?? this.clock.now().getTime();
      await manager.insert(DeletedRecordingEntity, { id, ownerId, recorderAccountId, deletedAtMs });
      if (note) await this.note('recording-deleted', accountId, row, note);
      return [recordingId, ...parts.map((part) => part.id)];
    });
  }
}
