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
import { mp4For } from './mp4/mp4-formats';
import { RecorderWatch } from './recorder-watch';
import type { RecordingEntity } from './recording.entity';
import { RecordingRows } from './recording-rows';
import { remuxWebm, type Remuxed } from './remux';
import { videoOf } from './recording-files';
import { finishedGraceMs } from './ticket';
import { placesInMixed, type Place } from './tracks/track-offset';

/** A disk that was full is tried again after this long. */
const retryMs = 15_000;

/** What of a recording has arrived, and where it is to lie in its file. */
interface Arrived extends SliceCount {
  readonly placeOf: ((fileMs: number) => Place) | null;
}

/**
 * Makes the file that people get out of the slices: one recording at a time, because it takes all of a core. Whatever
 * `processing` says in the database is done, however often a process dies over it: the file is written beside, takes
 * its place in one step, then the row is changed, then the slices are let go.
 */
@Injectable()
export class Finaliser {
  private readonly queue = new Mutex();
  /** Where tracks wait for each other, so that the recording that people look for waits for one of them at most. */
  private readonly parts = new Mutex();
  private readonly retries = new Set<Cancel>();
  private readonly closing = new AbortController();
  private onSettled: ((row: RecordingEntity) => Promise<void>) | null = null;

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

  /** Who is told of every recording that is finished, well or not, and of standbys that are complete; there is one listener. */
  listen(onSettled: (row: RecordingEntity) => Promise<void>): void {
    this.onSettled = onSettled;
  }

  /** Resolves when the recording is no longer `processing`, or is to be tried again later. Never rejects. */
  async finalise(recordingId: string): Promise<void> {
    try {
      const row = await this.rows.find(recordingId);
      // Most are deleted: their file is made when it is wanted.
      if (row?.kind === 'standby') return await this.onSettled?.(row);
      const inTurn = () => this.queue.run(() => this.attempt(recordingId));
      await (row?.kind === 'track' ? this.parts.run(inTurn) : inTurn());
    } catch (error) {
      if (this.closing.signal.aborted) return;
      await this.giveUpOrRetry(recordingId, error);
    }
  }

  get isEnding(): boolean {
    return this.closing.signal.aborted;
  }

  /** Runs other work that takes all of a core: in turn with what is finalised, and not once the server ends. */
  inTurn(work: (ending: AbortSignal) => Promise<void>): Promise<void> {
    return this.queue.run(async () => {
      if (!this.closing.signal.aborted) await work(this.closing.signal);
    });
  }

  /** Resolves when nothing is under way; what is still to do is done after the next start. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const cancel of this.retries) cancel();
    for (const queue of [this.parts, this.queue]) await queue.run(() => Promise.resolve());
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
    if (this.closing.signal.aborted) return;
    const startedMs = performance.now();
    const had = await this.logs.exclusively(recordingId, async (desk) => {
      const row = await this.rows.find(recordingId);
      if (row?.status !== 'processing') return null;
      return { ...(await desk.open()).acknowledged, placeOf: await this.placesOf(row) };
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
    await this.onSettled?.(row);
    const tookMs = Math.round(performance.now() - startedMs);
    const { status, statusReason, sizeBytes, durationMs } = row;
    this.logger.info(
      { recordingId, status, statusReason, sizeBytes, durationMs, tookMs },
      'recording finalised',
    );
  }

  /** Tracks are laid on the time line of their mixed file, so that all files of one recording line up. */
  private async placesOf(row: RecordingEntity): Promise<Arrived['placeOf']> {
    const mixed = row.kind === 'track' && row.partOf ? await this.rows.find(row.partOf) : null;
    return mixed && placesInMixed(row, mixed);
  }

  private async remux(recordingId: string, had: Arrived): Promise<Remuxed> {
    if (had.count === 0) return { type: 'nothing' };
    const [from, to] = [this.logs.mediaPath(recordingId), this.logs.outputPath(recordingId)];
    try {
      const { sizeBytes, placeOf } = had;
      return await remuxWebm(from, sizeBytes, to, { signal: this.closing.signal, placeOf });
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
      ...lengthOf(row, remuxed),
      ...(remuxed.type === 'file' && { mp4: mp4For(remuxed.codecs) }),
      ...(isComplete && { ticketEndsAtMs: this.clock.now().getTime() + finishedGraceMs }),
    }));
  }
}

function lengthOf({ kind }: RecordingEntity, remuxed: Remuxed): Partial<RecordingEntity> {
  if (remuxed.type !== 'file') return {};
  const { startMs, durationMs } = remuxed;
  return kind === 'track'
    ? { offsetMs: startMs, durationMs: durationMs - startMs }
    : { durationMs };
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
