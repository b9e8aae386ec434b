import type { KeepingDevice } from './keeping-device';
import { OverflowStore } from './overflow-store';
import { RecordingError } from './recording-error';
import { holdRecording } from './recording-lock';
import { SliceUploader } from './slice-uploader';
import type {
  RecordingLabel,
  SliceIntake,
  SliceListener,
  SliceProgress,
  SliceSink,
  StoredRecording,
  StoredSlice,
} from './slices';

/**
 * Numbers, hashes, keeps and sends the slices of one recording; lets go only of what the server has acknowledged.
 * Lifetime: from `open` or `recover` until `forget` (all is well, nothing stays on the device) or `close` (what is not
 * acknowledged stays and is offered as interrupted). Holds a Web Lock meanwhile, which the browser frees in a crash.
 */
export class SliceKeeper implements SliceIntake {
  private readonly listeners = new Set<SliceListener>();
  private readonly store: OverflowStore;
  private readonly uploader: SliceUploader;
  private nextIndex: number;
  private kept: { slices: number; bytes: number };
  private acknowledged = { slices: 0, bytes: 0 };
  private work: Promise<void> = Promise.resolve();
  private hasLost = false;

  private constructor(
    private readonly label: RecordingLabel,
    private readonly device: KeepingDevice,
    sink: SliceSink,
    stored: readonly StoredSlice[],
    private readonly release: () => void,
  ) {
    const last = stored.at(-1);
    this.nextIndex = last === undefined ? 0 : last.index + 1;
    this.kept = { slices: this.nextIndex, bytes: sumBytes(stored) };
    this.store = new OverflowStore(device.store, (error) => this.tellFailure(error));
    this.uploader = new SliceUploader({
      recordingId: label.recordingId,
      device,
      store: this.store,
      sink,
      stored,
      onAcknowledged: (upTo, bytes) => this.countAcknowledged(upTo, bytes),
      onFailure: (error) => this.tellFailure(error),
    });
  }

  /** Starts a recording on this device. Throws RecordingError `in-use`, or what the store throws. */
  static async open(
    label: RecordingLabel,
    sink: SliceSink,
    device: KeepingDevice,
  ): Promise<SliceKeeper> {
    const release = await holdRecording(device.locks, label.recordingId);
    try {
      await device.store.createRecording(label);
    } catch (cause) {
      release();
      throw cause;
    }
    return new SliceKeeper(label, device, sink, [], release);
  }

  /** Goes on sending what an interrupted recording left here. Throws RecordingError `in-use` or `slice-missing`. */
  static async recover(
    recordingId: string,
    sink: SliceSink,
    device: KeepingDevice,
  ): Promise<SliceKeeper> {
    const release = await holdRecording(device.locks, recordingId);
    try {
      const recording = await findRecording(device, recordingId);
      return new SliceKeeper(recording.label, device, sink, recording.slices, release);
    } catch (cause) {
      release();
      throw cause;
    }
  }

  keep(slice: Blob): void {
    const index = this.nextIndex;
    this.nextIndex += 1;
    this.work = this.work.then(() => this.keepSlice(index, slice));
  }

  async settled(): Promise<{ readonly sliceCount: number }> {
    await this.work;
    return { sliceCount: this.kept.slices };
  }

  /**
   * Resolves when the server has acknowledged every slice kept so far, with the number of slices the recording has
   * there. Rejects with what ended the sending; everything not acknowledged is then still on the device.
   */
  async drained(): Promise<{ readonly sliceCount: number }> {
    await this.settled();
    const acknowledged = await this.uploader.drained();
    return { sliceCount: Math.max(acknowledged, this.kept.slices) };
  }

  /** Cuts the wait before the next try short: the network is back. */
  retryNow(): void {
    this.uploader.retryNow();
  }

  watch(listener: SliceListener): () => void {
    this.listeners.add(listener);
    listener.progressed(this.progress());
    return () => this.listeners.delete(listener);
  }

  /** Deletes the recording from this device. Call when the server has finished it. */
  async forget(): Promise<void> {
    await this.end();
    await this.device.store.deleteRecording(this.label.recordingId);
    this.release();
  }

  /** Stops sending; what is not acknowledged stays on the device. */
  async close(): Promise<void> {
    await this.end();
    this.release();
  }

  private async end(): Promise<void> {
    await this.work;
    await this.uploader.close();
    this.listeners.clear();
  }

  /** Never rejects: the chain of slices must not break silently. After a lost slice nothing later is of any use. */
  private async keepSlice(index: number, slice: Blob): Promise<void> {
    if (this.hasLost) {
      return;
    }
    try {
      const bytes = new Uint8Array(await slice.arrayBuffer());
      const sha256 = await this.device.hash(bytes);
      const stored = { index, sha256, sizeBytes: bytes.byteLength };
      await this.store.writeSlice(this.label.recordingId, stored, bytes);
      this.kept = { slices: index + 1, bytes: this.kept.bytes + bytes.byteLength };
      this.uploader.add(stored);
      this.tellProgress();
    } catch (cause) {
      this.hasLost = true;
      this.tellFailure(RecordingError.sliceLost(index, cause));
    }
  }

  private countAcknowledged(upTo: number, bytes: number): void {
    this.acknowledged = { slices: upTo, bytes: this.acknowledged.bytes + bytes };
    this.kept = { ...this.kept, slices: Math.max(this.kept.slices, upTo) };
    this.nextIndex = Math.max(this.nextIndex, this.kept.slices);
    this.tellProgress();
  }

  private progress(): SliceProgress {
    return {
      keptSlices: this.kept.slices,
      keptBytes: this.kept.bytes,
      acknowledgedSlices: this.acknowledged.slices,
      acknowledgedBytes: this.acknowledged.bytes,
    };
  }

  private tellProgress(): void {
    this.listeners.forEach((listener) => listener.progressed(this.progress()));
  }

  private tellFailure(error: Error): void {
    this.listeners.forEach((listener) => listener.failed(error));
  }
}

function sumBytes(slices: readonly StoredSlice[]): number {
  return slices.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

async function findRecording(device: KeepingDevice, recordingId: string): Promise<StoredRecording> {
  const recordings = await device.store.listRecordings();
  const found = recordings.find(({ label }) => label.recordingId === recordingId);
  if (found === undefined) {
    throw RecordingError.sliceMissing(0);
  }
  return found;
}
