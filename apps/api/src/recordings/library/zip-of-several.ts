import { Injectable } from '@nestjs/common';
import { Refusal } from '../../errors/refusal';
import { FileStore } from '../../storage/file-store';
import type { RecordingEntity } from '../recording.entity';
import { videoOf } from '../recording-files';
import { RecordingsService } from '../recordings.service';
import type { ZipEntry } from '../zip';
import { FileNames, fileStem } from '../zip-names';

/** What belongs into a zip of several recordings. */
@Injectable()
export class ZipOfSeveral {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly files: FileStore,
  ) {}

  /** All of them or none: refuses what reading a single one would refuse. Each is written down as downloaded. */
  async entriesOf(accountId: string, ids: readonly string[]): Promise<ZipEntry[]> {
    const rows: RecordingEntity[] = [];
    for (const id of new Set(ids)) rows.push(await this.recordings.readable(accountId, id));
    const names = new FileNames();
    const entries: ZipEntry[] = [];
    for (const row of rows) entries.push(await this.entryOf(row, names));
    for (const row of rows) await this.recordings.noteDownload(accountId, row);
    return entries;
  }

  private async entryOf(row: RecordingEntity, names: FileNames): Promise<ZipEntry> {
    const file = videoOf(row.id);
    const found = await this.files.find(file);
    if (!found) throw Refusal.of('not-found', 'The file is not there');
    return {
      name: names.unique(fileStem(row.title, 'recording'), '.webm'),
      sizeBytes: found.sizeBytes,
      modifiedAt: new Date(row.startedAtMs),
      open: () => this.files.read(file),
    };
  }
}
