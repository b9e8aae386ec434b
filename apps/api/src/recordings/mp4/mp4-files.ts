import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { RecordingFormat } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Refusal } from '../../errors/refusal';
import { Clock, type Cancel } from '../../realtime/clock';
import { DiskSpace } from '../../storage/disk-space';
import { isDiskFull } from '../../storage/durable-file';
import { FileStore, type StoredFile } from '../../storage/file-store';
import { SliceLogs } from '../../storage/slice-logs';
import { attachment } from '../content-disposition';
import type { FileReply } from '../file-replies';
import { Finaliser } from '../finaliser';
import type { RecordingEntity } from '../recording.entity';
import { mp4Of, videoOf } from '../recording-files';
import { RecordingRows } from '../recording-rows';
import { mayBeMp4, mp4For } from './mp4-formats';
import { codecsIn, remuxToMp4 } from './mp4-remux';

/** Copying a gigabyte takes some seconds, and proxies give up on an answer after sixty. */
const patienceMs = 45_000;
const retryAfterSeconds = 5;

/**
 * The files that people get: the WebM that every recording is, and the MP4 that is made of it when somebody first wants
 * it, in turn with what is finalised, and kept. What is made of an older version of the WebM is made anew.
 */
@Injectable()
export class Mp4Files {
  private readonly making = new Map<string, Promise<void>>();

  constructor(
    private readonly rows: RecordingRows,
    private readonly files: FileStore,
    private readonly logs: SliceLogs,
    private readonly space: DiskSpace,
    private readonly finaliser: Finaliser,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Mp4Files.name);
  }

  /**
   * What to answer with, once it is there: asking for an MP4 has it made. Refuses `format-unavailable`, `storage-full`;
   * and `format-processing` where making it takes long.
   */
  async fileOf(
    row: RecordingEntity,
    format: RecordingFormat = 'webm',
    isDownload = false,
  ): Promise<FileReply> {
    const disposition = isDownload ? attachment(row.title, `.${format}`) : 'inline';
    const name = format === 'mp4' ? mp4Of(row.id) : videoOf(row.id);
    if (format === 'mp4') await this.assertMade(row);
    return { name, contentType: `video/${format}`, disposition };
  }

  private async assertMade(row: RecordingEntity): Promise<void> {
    if (await this.isMade(row)) return;
    if (!(await this.space.hasRoomFor(row.sizeBytes)))
      throw Refusal.of('storage-full', 'There is no room for another file');
    await this.orPatienceEnds(this.making.get(row.id) ?? this.makeSoon(row.id));
    const now = await this.rows.find(row.id);
    if (now && (await this.isMade(now))) return;
    throw Refusal.of('format-processing', 'The MP4 is being made', { retryAfterSeconds });
  }

  /** True where it is of the file as it is now. Refuses `not-found`, `format-unavailable`. */
  private async isMade(row: RecordingEntity): Promise<boolean> {
    const video = await this.files.find(videoOf(row.id));
    if (!video || row.sizeBytes === 0) throw Refusal.of('not-found', 'The file is not there');
    if (!mayBeMp4(row)) throw unavailable();
    return row.mp4Of === video.version && (await this.files.find(mp4Of(row.id))) !== null;
  }

  private async orPatienceEnds(made: Promise<void>): Promise<void> {
    let cancel: Cancel = () => undefined;
    const end = new Promise<void>((resolve) => {
      cancel = this.clock.schedule(patienceMs, resolve);
    });
    await Promise.race([made, end]).finally(() => cancel());
  }

  private makeSoon(recordingId: string): Promise<void> {
    const made = this.finaliser
      .inTurn((ending) => this.make(recordingId, ending))
      .catch((error: unknown) => this.giveUp(recordingId, error))
      .finally(() => this.making.delete(recordingId));
    this.making.set(recordingId, made);
    return made;
  }

  /** Whoever waits is told so; a full disk, a database that is away or the server's end are over some time. */
  private async giveUp(recordingId: string, error: unknown): Promise<void> {
    this.logger.warn({ err: error, recordingId }, 'making an MP4 failed');
    if (isDiskFull(error) || error instanceof Refusal || this.finaliser.isEnding) return;
    await this.rows.change(recordingId, () => ({ mp4: 'impossible' })).catch(() => null);
  }

  private async make(recordingId: string, ending: AbortSignal): Promise<void> {
    const startedMs = performance.now();
    const video = await this.files.find(videoOf(recordingId));
    if (!video) return;
    const stored = { files: this.files, name: videoOf(recordingId), sizeBytes: video.sizeBytes };
    if (mp4For(await codecsIn(stored)) === 'impossible') {
      await this.rows.change(recordingId, () => ({ mp4: 'impossible' }));
      return;
    }
    const made = this.logs.outputPath(recordingId);
    try {
      await remuxToMp4(stored, made, ending);
      await this.keep(recordingId, made, video);
    } finally {
      await rm(made, { force: true });
    }
    const tookMs = Math.round(performance.now() - startedMs);
    this.logger.info({ recordingId, tookMs }, 'MP4 made');
  }

  /** Unless the recording went meanwhile, or got more: then what was made is of no use. */
  private async keep(recordingId: string, made: string, { version }: StoredFile): Promise<void> {
    await this.logs.exclusively(recordingId, async () => {
      const now = await this.files.find(videoOf(recordingId));
      if (now?.version !== version || !(await this.rows.find(recordingId))) return;
      await this.files.adopt(mp4Of(recordingId), made);
      const file = await this.files.find(mp4Of(recordingId));
      await this.rows.change(recordingId, () => ({
        ...{ mp4: 'possible', mp4Of: version, mp4SizeBytes: file?.sizeBytes ?? null },
      }));
    });
  }
}

const unavailable = () =>
  Refusal.of(
    'format-unavailable',
    'What was recorded does not fit into an MP4, or is too long for one',
  );
