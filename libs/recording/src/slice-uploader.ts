import type { KeepingDevice } from './keeping-device';
import { RecordingError, type RecordingErrorCode } from './recording-error';
import type { SliceReceipt, SliceSink, SliceStore, StoredSlice } from './slices';

/** First wait after a failed try; doubles up to the longest. */
const firstRetryMs = 500;
/** Well under the 20 s of silence after which the server closes a recording. */
const longestRetryMs = 8_000;
/** A slice has some 330 kB: a request that takes this long hangs. */
const requestMs = 30_000;

const finalCodes: ReadonlySet<RecordingErrorCode> = new Set([
  'ticket-gone',
  'recording-closed',
  'slice-refused',
  'slice-missing',
]);

export interface SliceUploaderOptions {
  readonly recordingId: string;
  readonly device: Pick<KeepingDevice, 'hash' | 'wait' | 'deadline' | 'random'>;
  readonly store: Pick<SliceStore, 'readSlice' | 'deleteSlice'>;
  readonly sink: SliceSink;
  /** Slices that are in the store already, ascending. */
  readonly stored: readonly StoredSlice[];
  /** The server has slices 0 … `upTo` − 1; `bytes` of ours became safe by it. */
  onAcknowledged(upTo: number, bytes: number): void;
  /** `server-full` while trying goes on; everything else ended the sending. */
  onFailure(error: RecordingError): void;
}

/**
 * Sends slices in order, one at a time, and deletes from the store what the server has acknowledged. Tries again for
 * ever, with growing waits, unless the sink says that it is of no use. Lifetime: until close().
 */
export class SliceUploader {
  private readonly pending: StoredSlice[];
  private readonly ending = new AbortController();
  private readonly waiters = new Set<() => void>();
  private readonly loop: Promise<void>;
  private pause = new AbortController();
  private acknowledged = 0;
  private knowsReceipt = false;
  private failures = 0;
  private ended: RecordingError | null = null;

  constructor(private readonly options: SliceUploaderOptions) {
    this.pending = [...options.stored];
    this.loop = this.run();
  }

  /** Adds the next slice; it must be in the store. */
  add(slice: StoredSlice): void {
    this.pending.push(slice);
    this.tellWaiters();
  }

  /** Tries again at once instead of waiting. */
  retryNow(): void {
    this.pause.abort();
  }

  /** Resolves with the server's count when nothing is left to send; rejects with what ended the sending. */
  async drained(): Promise<number> {
    while (this.ended === null && !(this.knowsReceipt && this.pending.length === 0)) {
      await this.change();
    }
    if (this.ended !== null) {
      throw this.ended;
    }
    return this.acknowledged;
  }

  async close(): Promise<void> {
    this.ended ??= RecordingError.closed('This uploader');
    this.ending.abort(this.ended);
    this.pause.abort();
    this.tellWaiters();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (this.ended === null) {
      try {
        await this.step();
        this.failures = 0;
      } catch (cause) {
        await this.recover(cause);
      }
      this.tellWaiters();
    }
  }

  private async step(): Promise<void> {
    const [slice] = this.pending;
    if (!this.knowsReceipt) {
      await this.acknowledge(await this.request((signal) => this.options.sink.receipt(signal)));
      this.knowsReceipt = true;
    } else if (slice === undefined) {
      await this.change();
    } else {
      await this.send(slice);
    }
  }

  private async send(slice: StoredSlice): Promise<void> {
    const { sink, store, device, recordingId } = this.options;
    if (slice.index !== this.acknowledged) {
      throw RecordingError.sliceMissing(this.acknowledged);
    }
    const bytes = await store.readSlice(recordingId, slice);
    if (bytes === null || (await device.hash(bytes)) !== slice.sha256) {
      throw RecordingError.sliceMissing(slice.index);
    }
    const receipt = await this.request((signal) =>
      sink.put(slice.index, bytes, slice.sha256, signal),
    );
    if (receipt.acknowledged <= slice.index) {
      throw RecordingError.fromServer('slice-out-of-order');
    }
    await this.acknowledge(receipt);
  }

  private async acknowledge(receipt: SliceReceipt): Promise<void> {
    this.acknowledged = receipt.acknowledged;
    const firstOpen = this.pending.findIndex(({ index }) => index >= receipt.acknowledged);
    const safe = this.pending.splice(0, firstOpen === -1 ? this.pending.length : firstOpen);
    this.options.onAcknowledged(
      receipt.acknowledged,
      safe.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    );
    for (const slice of safe) {
      await this.options.store.deleteSlice(this.options.recordingId, slice);
    }
  }

  private async recover(cause: unknown): Promise<void> {
    if (this.ended !== null) {
      return;
    }
    this.failures += 1;
    const known = cause instanceof RecordingError ? cause : null;
    if (known !== null && finalCodes.has(known.code)) {
      this.ended = known;
      this.options.onFailure(known);
      return;
    }
    if (known?.code === 'slice-out-of-order') {
      this.knowsReceipt = false;
    }
    if (known?.code === 'server-full' && this.failures === 1) {
      this.options.onFailure(known);
    }
    this.pause = new AbortController();
    await this.options.device.wait(this.retryDelayMs(), this.pause.signal);
  }

  /** Doubles from try to try; the random half keeps recorders from coming back to a restarted server all at once. */
  private retryDelayMs(): number {
    const full = Math.min(longestRetryMs, firstRetryMs * 2 ** (this.failures - 1));
    return full / 2 + (full / 2) * this.options.device.random();
  }

  /** Ends a request that hangs, also when the sink does not heed its signal. */
  private request(call: (signal: AbortSignal) => Promise<SliceReceipt>): Promise<SliceReceipt> {
    const signal = AbortSignal.any([this.ending.signal, this.options.device.deadline(requestMs)]);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(RecordingError.gaveUp(signal.reason));
      signal.addEventListener('abort', giveUp, { once: true });
      call(signal).then(resolve, reject);
    });
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiters.add(resolve));
  }

  private tellWaiters(): void {
    const waiters = [...this.waiters];
    this.waiters.clear();
    waiters.forEach((resolve) => resolve());
  }
}
