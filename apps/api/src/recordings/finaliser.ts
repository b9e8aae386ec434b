import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Mutex } from '../database/mutex';
import { Refusal } from '../errors/refusal';
import { Clock, type Cancel } from '../realtime/clock';
import { DiskSpace } from '../storage/disk-space';
import { isDiskFull } from '../storage/durable-file';
import { FileStore } from '../storage/file-store';
import type { SliceCount } from '../storage/slice-log';
import { SliceLogs } from '../storage/slice-logs';
import { StorageError } from '../storage/storage-error';
import { RecorderWatch } from './recorder-watch';
import type { RecordingEntity } from './recording.entity';
import { RecordingRows } from './recording-rows';
import { remuxWebm, type Remuxed } from './remux';
import { videoOf } from './recording-files';
import { finishedGraceMs } from './ticket';

/** A disk that was full is tried again after this long. */
const retryMs = 15_000;

/**
 * Makes the file that people get out of the slices: one recording at a time, because it takes all of a core. Whatever
 * `processing` says in the database is done, however often a process dies over it: the file is written beside, takes
 * its place in one step, then the row is changed, then the slices are let go.
 */
@Injectable()
export class Finaliser {
  private readonly queue = new Mutex();
  private readonly retries = new Set<Cancel>();
  private readonly closing = new AbortController();

  constructor(
    private readonly rows: RecordingRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly space: DiskSpace,
    private readonly watch: RecorderWatch,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Finaliser.name);
  }

  /** Resolves when the recording is no longer `processing`, or is to be tried again later. Never rejects. */
  finalise(recordingId: string): Promise<void> {
    return this.queue.run(async () => {
      if (this.closing.signal.aborted) return;
      try {
        await this.attempt(recordingId);
      } catch (error) {
        if (this.closing.signal.aborted) return;
        await this.giveUpOrRetry(recordingId, error);
      }
    });
  }

  /** Resolves when nothing is under way; what is still to do is done after the next start. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const cancel of this.retries) cancel();
    await this.queue.run(() => Promise.resolve());
  }

  private async giveUpOrRetry(recordingId: string, error: unknown): Promise<void> {
    if (error instanceof StorageError) {
      this.logger.error({ err: error, recordingId }, 'finalising failed, the slices are kept');
      const failed = { status: 'failed', statusReason: 'damaged' } as const;
      // Where even that fails, the next start tries again.
      const done = await this.rows.change(recordingId, () => failed).catch(() => null);
      if (done) return;
    }
    this.logger.warn({ err: error, recordingId }, 'finalising failed, trying again later');
    this.retryLater(recordingId);
  }

  private retryLater(recordingId: string): void {
    const cancel = this.clock.schedule(retryMs, () => {
      this.retries.delete(cancel);
      void this.finalise(recordingId);
    });
    this.retries.add(cancel);
  }

  private async attempt(recordingId: string): Promise<void> {
    const startedMs = performance.now();
    const had = await this.logs.exclusively(recordingId, async (desk) => {
      const row = await this.rows.find(recordingId);
      if (row?.status !== 'processing') return null;
      return (await desk.open()).acknowledged;
    });
    if (!had) return;
    // The file is as large as the slices; the database must not be starved for it.
    if (!(await this.space.hasRoomFor(had.sizeBytes)))
      throw Refusal.of('storage-full', 'There is no room for the finished file');
    // Slices may go on arriving meanwhile: only what was there is read, and that never changes.
    const remuxed = await this.remux(recordingId, had);
    const row = await this.logs.exclusively(recordingId, async (desk) => {
      const now = await this.rows.find(recordingId);
      // Deleted meanwhile; remuxing may have made a file after everything else was gone.
      if (!now) return desk.delete().then(() => null);
      if (now.status !== 'processing') return null;
      const hasGrown = (await desk.open()).acknowledged.count !== had.count;
      if (hasGrown && this.watch.isWatching(recordingId)) return null;
      const settled = await this.settle(now, had, remuxed);
      if (settled?.status === 'ready') await desk.delete();
      else if (!this.watch.isWatching(recordingId)) await desk.close();
      return settled;
    });
    if (!row) return;
    const tookMs = Math.round(performance.now() - startedMs);
    const { status, statusReason, sizeBytes, durationMs } = row;
    this.logger.info(
      { recordingId, status, statusReason, sizeBytes, durationMs, tookMs },
      'recording finalised',
    );
  }

  private async remux(recordingId: string, had: SliceCount): Promise<Remuxed> {
    if (had.count === 0) return { type: 'nothing' };
    const [from, to] = [this.logs.mediaPath(recordingId), this.logs.outputPath(recordingId)];
    try {
      return await remuxWebm(from, had.sizeBytes, to, this.closing.signal);
    } catch (error) {
      if (isDiskFull(error) || this.closing.signal.aborted) throw error;
      // Bytes that a recorder would never send, and that the demuxer trips over.
      this.logger.warn({ err: error, recordingId }, 'the recording cannot be read');
      return { type: 'nothing' };
    }
  }

  private async settle(
    row: RecordingEntity,
    had: SliceCount,
    remuxed: Remuxed,
  ): Promise<RecordingEntity | null> {
    const { id } = row;
    const isComplete = row.sliceCount !== null;
    if (remuxed.type === 'file') await this.files.adopt(videoOf(id), this.logs.outputPath(id));
    const file = await this.files.find(videoOf(id));
    const outcome = outcomeOf(row, had, remuxed);
    return this.rows.change(id, () => ({
      ...outcome,
      sizeBytes: file?.sizeBytes ?? 0,
      ...(remuxed.type === 'file' && { durationMs: remuxed.durationMs }),
      ...(isComplete && { ticketEndsAtMs: this.clock.now().getTime() + finishedGraceMs }),
    }));
  }
}

function outcomeOf(
  row: RecordingEntity,
  had: SliceCount,
  remuxed: Remuxed,
): Pick<RecordingEntity, 'status' | 'statusReason'> {
  if (remuxed.type === 'nothing')
    return { status: 'failed', statusReason: had.count === 0 ? 'nothing-recorded' : 'damaged' };
  if (remuxed.isDamaged) return { status: 'recovered', statusReason: 'damaged' };
  if (row.sliceCount !== null) return { status: 'ready', statusReason: null };
  return { status: 'recovered', statusReason: row.statusReason ?? 'recorder-gone' };
}
