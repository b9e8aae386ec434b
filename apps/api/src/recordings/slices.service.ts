import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { limits, type Recording, type SliceReceipt } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { Clock } from '../realtime/clock';
import { DiskSpace } from '../storage/disk-space';
import { isDiskFull } from '../storage/durable-file';
import { FileStore } from '../storage/file-store';
import type { SliceLog } from '../storage/slice-log';
import { SliceLogs } from '../storage/slice-logs';
import { Finaliser } from './finaliser';
import { RecorderWatch } from './recorder-watch';
import type { RecordingEntity } from './recording.entity';
import { thumbnailOf } from './recording-files';
import { justArrived, toRecording } from './recording.mapper';
import { RecordingRows } from './recording-rows';
import { RecordingKeeping } from './orders/recording-keeping';
import { RunningRecordings } from './running-recordings';
import { BodyReceiver, type Body } from './slice-body';
import { SliceGrants, type TicketHolder } from './slice-grants';
import { SliceRates } from './slice-rates';
import { lateSlicesMs, recordingClosed, ticketInvalid } from './ticket';

const ebmlMagic = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
const jpegMagic = Buffer.from([0xff, 0xd8, 0xff]);

interface SliceHead {
  readonly index: number;
  readonly sha256: string;
}

/** Takes recordings in, slice by slice. What it acknowledges would outlive a power cut in the next moment. */
@Injectable()
export class SlicesService {
  private readonly bodies = new BodyReceiver();
  private readonly rates = new SliceRates();

  constructor(
    private readonly rows: RecordingRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly space: DiskSpace,
    private readonly watch: RecorderWatch,
    private readonly finaliser: Finaliser,
    private readonly running: RunningRecordings,
    private readonly grants: SliceGrants,
    private readonly keeping: RecordingKeeping,
    private readonly clock: Clock,
  ) {}

  async receipt(holder: TicketHolder): Promise<SliceReceipt> {
    await this.grants.openFor(holder);
    return this.logs.exclusively(holder.recordingId, async (desk) => {
      await this.grants.openFor(holder);
      const receipt = receiptOf(await desk.open());
      // Asking is not recording: without slices to come, the files need not stay open.
      if (!this.watch.isWatching(holder.recordingId)) await desk.close();
      return receipt;
    });
  }

  async append(holder: TicketHolder, head: SliceHead, stream: Readable): Promise<SliceReceipt> {
    const { recordingId } = holder;
    try {
      const receipt = await this.takeIn(holder, head, stream);
      this.keeping.took(recordingId);
      return receipt;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'storage-full')
        await this.keeping.refused(recordingId);
      throw error;
    }
  }

  private async takeIn(
    holder: TicketHolder,
    head: SliceHead,
    stream: Readable,
  ): Promise<SliceReceipt> {
    const { recordingId } = holder;
    if (!this.grants.stands(holder)) await this.grants.openFor(holder);
    this.rates.take(recordingId, this.clock.elapsedMs());
    // Before there is room: whoever waits for it with what they have is not gone (security.md X06).
    this.watch.hear(recordingId);
    await this.assertRoom();
    const body = await this.bodies.receive(recordingId, stream, {
      maxBytes: limits.sliceBytes,
      onBytes: () => this.watch.hear(recordingId),
    });
    if (Buffer.from(body.sha256).toString('hex') !== head.sha256)
      throw Refusal.of('hash-mismatch', 'The bytes that arrived are not those of the hash');
    return this.logs.exclusively(recordingId, async (desk) => {
      // Finished, deleted or sent away while the body was under way?
      let row = this.grants.stands(holder) ? null : await this.grants.openFor(holder);
      const log = await desk.open();
      // Or while the file was opened: from here on nothing is waited for until it is written (security.md X07).
      if (!this.grants.stands(holder)) row = await this.grants.openFor(holder);
      await this.place(log, head.index, body);
      this.watch.hear(recordingId);
      if (row && row.status !== 'recording' && row.status !== 'processing') await this.reopen(row);
      return receiptOf(log);
    });
  }

  async putThumbnail(holder: TicketHolder, stream: Readable): Promise<void> {
    const { recordingId } = holder;
    await this.grants.holderOf(holder);
    await this.assertRoom();
    const { bytes } = await this.bodies.receive(recordingId, stream, {
      maxBytes: limits.thumbnailBytes,
    });
    if (!startsWith(bytes, jpegMagic)) throw Refusal.of('invalid', 'The picture is no JPEG');
    await this.logs.exclusively(recordingId, async () => {
      await this.grants.holderOf(holder);
      await orStorageFull(this.files.put(thumbnailOf(recordingId), bytes));
      await this.rows.change(recordingId, () => ({ hasThumbnail: true }));
    });
  }

  /** Harmless when said again: the recorder may not have heard the answer. */
  async finish(holder: TicketHolder, sliceCount: number): Promise<Recording> {
    const { recordingId } = holder;
    await this.grants.holderOf(holder);
    const row = await this.logs.exclusively(recordingId, async (desk) => {
      const now = await this.grants.holderOf(holder);
      if (now.sliceCount === sliceCount) return now;
      if (now.sliceCount !== null) throw recordingClosed();
      const { count } = (await desk.open()).acknowledged;
      if (count !== sliceCount)
        throw Refusal.of('slice-out-of-order', `${count} slices are here, not ${sliceCount}`);
      const nowMs = this.clock.now().getTime();
      return this.rows.change(recordingId, () => ({
        sliceCount,
        status: 'processing',
        ticketEndsAtMs: nowMs + lateSlicesMs,
      }));
    });
    if (!row) throw ticketInvalid();
    this.watch.forget(recordingId);
    this.grants.forget(recordingId);
    this.running.end(row.meetingId, recordingId, null);
    if (row.status === 'processing') void this.finaliser.finalise(recordingId);
    return toRecording(row, justArrived);
  }

  /** Puts a whole, right slice where it belongs. */
  private async place(log: SliceLog, index: number, body: Body): Promise<void> {
    const { count } = log.acknowledged;
    if (index > count) throw Refusal.of('slice-out-of-order', `The next slice is ${count}`);
    if (index < count) {
      const known = await log.hashOf(index);
      if (known && Buffer.from(known).equals(body.sha256)) return;
      throw Refusal.of('slice-differs', `Slice ${index} is here with other bytes`);
    }
    if (index === 0 && !startsWith(body.bytes, ebmlMagic))
      throw Refusal.of('not-a-recording', 'The first slice does not start a WebM file');
    await orStorageFull(log.append(body.bytes, body.sha256));
  }

  /** A device that came back with what it had kept after its recording was closed. */
  private async reopen(row: RecordingEntity): Promise<void> {
    await this.rows.change(row.id, () => ({ status: 'processing' }));
  }

  private async assertRoom(): Promise<void> {
    if (!(await this.space.hasRoomFor(limits.sliceBytes))) throw storageFull();
  }
}

function receiptOf(log: SliceLog): SliceReceipt {
  const { count, sizeBytes } = log.acknowledged;
  return { acknowledged: count, sizeBytes };
}

function startsWith(bytes: Uint8Array, magic: Buffer): boolean {
  return magic.equals(bytes.subarray(0, magic.length));
}

async function orStorageFull(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw storageFull(cause);
  }
}

const storageFull = (cause?: unknown) => Refusal.of('storage-full', 'The disk is full', { cause });
