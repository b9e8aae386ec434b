import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { RecordingTrack, TrackSheet } from '@parley/contract';
import { Refusal } from '../../errors/refusal';
import { FileStore } from '../../storage/file-store';
import type { RecordingEntity } from '../recording.entity';
import { videoOf } from '../recording-files';
import type { ZipEntry } from '../zip';
import { FileNames, fileStem } from '../zip-names';
import { PartRows } from './part-rows';
import { trackOffsetMs } from './track-offset';

type Source = NonNullable<RecordingEntity['source']>;
const sourceNames: Readonly<Record<Source, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen_share: 'screen',
  screen_share_audio: 'screen sound',
  second_screen_share: 'second screen',
  second_screen_share_audio: 'second screen sound',
};

/** What was recorded beside a mixed recording, and all of it together as one zip. */
@Injectable()
export class Tracks {
  constructor(
    private readonly parts: PartRows,
    private readonly files: FileStore,
  ) {}

  async listOf(mixed: RecordingEntity): Promise<RecordingTrack[]> {
    const rows = await this.parts.of(mixed.id, 'track');
    return rows.map((row) => ({
      id: row.id,
      participantName: nameOf(row),
      source: sourceOf(row),
      offsetMs: offsetOf(row, mixed),
      durationMs: row.durationMs,
      sizeBytes: row.sizeBytes,
      status: row.status,
    }));
  }

  /** The mixed file, every track that has a file, and the sheet that says where each lies. Refuses `not-found` where there is no file at all. */
  async entriesOf(mixed: RecordingEntity): Promise<ZipEntry[]> {
    const names = new FileNames();
    const title = fileStem(mixed.title, 'recording');
    const whole = await this.entryOf(mixed, () => names.unique(title, '.webm'));
    const entries = whole ? [whole] : [];
    const tracks: TrackSheet['tracks'] = [];
    for (const row of await this.parts.of(mixed.id, 'track')) {
      const stem = `${fileStem(nameOf(row), 'participant')} – ${sourceNames[sourceOf(row)]}`;
      const entry = await this.entryOf(row, () => names.unique(stem, '.webm'));
      if (!entry) continue;
      entries.push(entry);
      tracks.push({
        file: entry.name,
        participant: nameOf(row),
        source: sourceOf(row),
        offsetMs: offsetOf(row, mixed),
        durationMs: row.durationMs,
        clockErrorMs: row.clockErrorMs ?? 0,
      });
    }
    if (entries.length === 0) throw Refusal.of('not-found', 'No file is finished yet');
    const { id: recordingId, durationMs } = mixed;
    const sheet: TrackSheet = {
      ...{ recordingId, title: mixed.title },
      mixed: whole && { file: whole.name, durationMs },
      tracks,
    };
    return [...entries, sheetEntry(sheet, new Date(mixed.startedAtMs))];
  }

  /** Null where it has no file, or none yet. */
  private async entryOf(row: RecordingEntity, nameOnce: () => string): Promise<ZipEntry | null> {
    const file = videoOf(row.id);
    const found = await this.files.find(file);
    if (!found || found.sizeBytes === 0) return null;
    return {
      name: nameOnce(),
      sizeBytes: found.sizeBytes,
      modifiedAt: new Date(row.startedAtMs),
      open: () => this.files.read(file),
    };
  }
}

function sheetEntry(sheet: TrackSheet, modifiedAt: Date): ZipEntry {
  const bytes = Buffer.from(`${JSON.stringify(sheet, null, 2)}\n`);
  return {
    name: 'tracks.json',
    sizeBytes: bytes.length,
    modifiedAt,
    open: () => Readable.from([bytes]),
  };
}

/** As its finished file has it; until then as it will be. */
function offsetOf(row: RecordingEntity, mixed: RecordingEntity): number {
  return row.offsetMs ?? Math.max(0, Math.round(trackOffsetMs(row, mixed)));
}

const nameOf = ({ participantNames }: RecordingEntity): string => participantNames[0] ?? '';
const sourceOf = ({ source }: RecordingEntity): Source => source ?? 'microphone';
