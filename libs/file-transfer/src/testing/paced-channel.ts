import type { Clock } from '../clock';

/** What a link carries one way. */
export interface Path {
  readonly bytesPerSecond: number;
  readonly delayMs: number;
}

/** One end of an ordered, reliable channel over a path with a bandwidth and a delay, in the time of a test's clock. */
export class PacedChannel extends EventTarget {
  binaryType: BinaryType = 'blob';
  readyState: RTCDataChannelState = 'open';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** Bytes of piece data that went into this end. */
  pieceBytesSent = 0;
  private freeAtMs = 0;
  private other: PacedChannel | null = null;

  private constructor(
    private readonly clock: Clock,
    private readonly path: Path,
  ) {
    super();
  }

  static pair(clock: Clock, there: Path, back: Path): readonly [PacedChannel, PacedChannel] {
    const [left, right] = [new PacedChannel(clock, there), new PacedChannel(clock, back)];
    left.other = right;
    right.other = left;
    return [left, right];
  }

  asChannel(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    const { clock, path } = this;
    if (typeof data !== 'string') this.pieceBytesSent += data.length - 24;
    this.bufferedAmount += data.length;
    this.freeAtMs =
      Math.max(this.freeAtMs, clock.now()) + (data.length * 1_000) / path.bytesPerSecond;
    const leavesInMs = this.freeAtMs - clock.now();
    clock.after(leavesInMs, () => this.drain(data.length));
    const kept = typeof data === 'string' ? data : data.slice();
    clock.after(leavesInMs + path.delayMs, () => this.other?.take(kept));
  }

  close(): void {
    for (const end of [this, this.other]) {
      if (!end || end.readyState === 'closed') continue;
      end.readyState = 'closed';
      end.dispatchEvent(new Event('close'));
    }
  }

  private drain(bytes: number): void {
    const before = this.bufferedAmount;
    this.bufferedAmount -= bytes;
    const threshold = this.bufferedAmountLowThreshold;
    if (before > threshold && this.bufferedAmount <= threshold)
      this.dispatchEvent(new Event('bufferedamountlow'));
  }

  private take(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 'open') return;
    const received = typeof data === 'string' ? data : data.buffer;
    this.dispatchEvent(new MessageEvent('message', { data: received }));
  }
}
