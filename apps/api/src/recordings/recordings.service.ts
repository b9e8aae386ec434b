import { Injectable } from '@nestjs/common';
import type { Recording } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { Deletions } from './library/deletions';
import { isOf, LibraryRows, type LibraryFilter } from './library/library-rows';
import type { RecordingEntity } from './recording.entity';
import { searchable, toRecording } from './recording.mapper';
import { RecordingNotes } from './library/recording-notes';
import { RecordingRows } from './recording-rows';
import { RecordingRetention } from './library/retention';

/**
 * The library. Their room's owner and whoever made them have recordings; a room may show them to those who were there.
 * Nobody else learns that there is one, and who had one learns that it was deleted.
 */
@Injectable()
export class RecordingsService {
  constructor(
    private readonly rows: RecordingRows,
    private readonly library: LibraryRows,
    private readonly deletions: Deletions,
    private readonly notes: RecordingNotes,
    private readonly retention: RecordingRetention,
  ) {}

  /** Newest first. */
  async list(accountId: string, filter: LibraryFilter) {
    const { page, pageSize } = filter;
    const [rows, total] = await this.library.pageFor(accountId, filter);
    return { items: await this.asSeenBy(accountId, rows), total, page, pageSize };
  }

  async read(accountId: string, recordingId: string): Promise<Recording> {
    return this.oneAsSeenBy(accountId, await this.visible(accountId, recordingId));
  }

  async rename(accountId: string, recordingId: string, title: string): Promise<Recording> {
    await this.own(accountId, recordingId);
    const row = await this.rows.change(recordingId, (now) => ({
      title,
      searchText: searchable(title, now.roomName, ...now.participantNames),
    }));
    if (!row) throw deleted();
    return this.oneAsSeenBy(accountId, row);
  }

  /** Can be taken back for a while. */
  async delete(accountId: string, recordingId: string): Promise<void> {
    await this.own(accountId, recordingId);
    await this.deletions.delete(accountId, recordingId);
  }

  async restore(accountId: string, recordingId: string): Promise<Recording> {
    const row = await this.library.findFor(accountId, recordingId);
    if (!row || !isOf(accountId, row)) throw await this.missing(accountId, recordingId);
    return this.oneAsSeenBy(accountId, await this.deletions.restore(accountId, recordingId));
  }

  /** At once and for good, whoever's it is: administrators may. */
  async remove(accountId: string, recordingId: string): Promise<void> {
    await this.deletions.deleteAtOnce(accountId, recordingId);
  }

  /** A recording whose file can be had. */
  async readable(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.visible(accountId, recordingId);
    if (row.sizeBytes === 0) throw notFound();
    return row;
  }

  async noteDownload(accountId: string, row: RecordingEntity): Promise<void> {
    await this.notes.note('recording-downloaded', accountId, row);
  }

  async withThumbnail(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.visible(accountId, recordingId);
    if (!row.hasThumbnail) throw notFound();
    return row;
  }

  /** A recording that this account may change. Refuses `not-found`, `recording-deleted`. */
  async own(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.visible(accountId, recordingId);
    if (!isOf(accountId, row)) throw notFound();
    return row;
  }

  /** A recording that this account may see. Refuses `not-found`, `recording-deleted`. */
  async visible(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const row = await this.library.findFor(accountId, recordingId);
    if (!row) throw await this.missing(accountId, recordingId);
    if (typeof row.deletedAtMs === 'number') throw deleted();
    return row;
  }

  private async missing(accountId: string, recordingId: string): Promise<Refusal> {
    return (await this.library.wasOf(accountId, recordingId)) ? deleted() : notFound();
  }

  private async oneAsSeenBy(accountId: string, row: RecordingEntity): Promise<Recording> {
    const [recording] = await this.asSeenBy(accountId, [row]);
    if (!recording) throw new Error('one row gives one recording');
    return recording;
  }

  private async asSeenBy(
    accountId: string,
    rows: readonly RecordingEntity[],
  ): Promise<Recording[]> {
    const deadlines = await this.retention.deadlinesOf(rows);
    const tracks = await this.library.trackCounts(rows);
    return rows.map((row) =>
      toRecording(row, {
        isOwn: isOf(accountId, row),
        deletesAtMs: deadlines.get(row.id) ?? null,
        trackCount: tracks.get(row.id) ?? 0,
      }),
    );
  }
}

const notFound = () => Refusal.of('not-found', 'There is no such recording of yours');
const deleted = () => Refusal.of('recording-deleted', 'This recording was deleted');
