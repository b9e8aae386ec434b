import { Injectable } from '@nestjs/common';
import type { Recording } from '@parley/contract';
import { AuditLog } from '../audit/audit-log';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { FileStore } from '../storage/file-store';
import { SliceLogs } from '../storage/slice-logs';
import { LibraryRows, type LibraryFilter } from './library-rows';
import { RecorderWatch } from './recorder-watch';
import type { RecordingEntity } from './recording.entity';
import { thumbnailOf, videoOf } from './recording-files';
import { justArrived, searchable, toRecording } from './recording.mapper';
import { placeOf } from './recording-place';
import { RecordingRows } from './recording-rows';

/** The library: recordings as their room's owner and whoever made them see them. Nobody else learns that there is one. */
@Injectable()
export class RecordingsService {
  constructor(
    private readonly rows: RecordingRows,
    private readonly library: LibraryRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly watch: RecorderWatch,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first. */
  async list(accountId: string, filter: LibraryFilter) {
    const { page, pageSize } = filter;
    const [rows, total] = await this.library.pageFor(accountId, filter);
    return { items: rows.map((row) => toRecording(row, justArrived)), total, page, pageSize };
  }

  async read(accountId: string, recordingId: string): Promise<Recording> {
    return toRecording(await this.own(accountId, recordingId), justArrived);
  }

  async rename(accountId: string, recordingId: string, title: string): Promise<Recording> {
    await this.own(accountId, recordingId);
    const row = await this.rows.change(recordingId, (now) => ({
      title,
      searchText: searchable(title, now.roomName, ...now.participantNames),
    }));
    if (!row) throw notFound();
    return toRecording(row, justArrived);
  }

  async delete(accountId: string, recordingId: string): Promise<void> {
    await this.own(accountId, recordingId);
    await this.remove(accountId, recordingId);
  }

  /** Whoever's it is: administrators may. The row goes first: what a crash leaves of the files is swept away at the next start. */
  async remove(accountId: string, recordingId: string): Promise<void> {
    await this.logs.exclusively(recordingId, async (desk) => {
      const row = await this.rows.find(recordingId);
      if (!row) throw notFound();
      if (row.status === 'recording')
        throw Refusal.of('recording-running', 'Stop the recording first');
      this.watch.forget(recordingId);
      await this.unitOfWork.run(async () => {
        await this.rows.delete(recordingId);
        await this.note('recording-deleted', accountId, row);
      });
      await desk.delete();
      await this.files.delete(videoOf(recordingId));
      await this.files.delete(thumbnailOf(recordingId));
    });
  }

  /** A recording whose file can be had. */
  async readable(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.own(accountId, recordingId);
    if (row.sizeBytes === 0) throw notFound();
    return row;
  }

  async noteDownload(accountId: string, row: RecordingEntity): Promise<void> {
    await this.note('recording-downloaded', accountId, row);
  }

  async withThumbnail(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.own(accountId, recordingId);
    if (!row.hasThumbnail) throw notFound();
    return row;
  }

  private async note(
    action: 'recording-deleted' | 'recording-downloaded',
    accountId: string,
    row: RecordingEntity,
  ): Promise<void> {
    const { details, ...place } = placeOf(row);
    const { title } = row;
    await this.audit.record({
      ...{ action, actor: { accountId } },
      ...{ ...place, details: { ...details, title } },
    });
  }

  private async own(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.rows.find(recordingId);
    if (row?.ownerId !== accountId && row?.recorderAccountId !== accountId) throw notFound();
    return row;
  }
}

const notFound = () => Refusal.of('not-found', 'There is no such recording of yours');
