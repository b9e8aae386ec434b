import { frameHeaderBytes } from '../piece-frame';

/** Messages that go over in one turn of the event loop; between turns, what was sent waits in `bufferedAmount`. */
const messagesPerTurn = 4;

/** Whatever comes to this end is taken, and `noteTaken` of the other end hears of it. */
export function takeAll(far: FakeChannel, noteTaken: (bytes: number) => void): void {
  far.addEventListener('message', (event) => {
    const { data } = event as MessageEvent;
    if (data instanceof ArrayBuffer) noteTaken(data.byteLength - frameHeaderBytes);
  });
}

/** One end of an ordered, reliable channel that lives in memory, with a `bufferedAmount` that fills and drains. */
export class FakeChannel extends EventTarget {
  binaryType: BinaryType = 'blob';
  readyState: RTCDataChannelState = 'open';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** The most that ever waited. */
  highestBufferedAmount = 0;
  /** Everything that was sent, in order. */
  readonly sent: (string | Uint8Array)[] = [];
  private readonly waiting: (string | Uint8Array)[] = [];
  private other: FakeChannel | null = null;
  private isStalled = false;
  private isScheduled = false;

  /** Two ends of one channel, each as the page sees it. */
  static pair(): readonly [FakeChannel, FakeChannel] {
    const [left, right] = [new FakeChannel(), new FakeChannel()];
    left.other = right;
    right.other = left;
    return [left, right];
  }

  /** As the page's type, of which the library uses what is here. */
  asChannel(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    const kept = typeof data === 'string' ? data : data.slice();
    this.sent.push(kept);
    this.waiting.push(kept);
    this.bufferedAmount += kept.length;
    this.highestBufferedAmount = Math.max(this.highestBufferedAmount, this.bufferedAmount);
    this.schedule();
  }

  /** The other side reads nothing until `flow`. */
  stall(): void {
    this.isStalled = true;
  }

  flow(): void {
    this.isStalled = false;
    this.schedule();
  }

  /** Both ends close; what was on its way is lost. */
  close(): void {
    for (const end of [this, this.other]) {
      if (!end || end.readyState === 'closed') continue;
      end.readyState = 'closed';
      end.waiting.length = 0;
      end.dispatchEvent(new Event('close'));
    }
  }

  /** Bytes of piece data that went into this end. */
  get pieceBytesSent(): number {
    const pieces = this.sent.filter((message) => typeof message !== 'string');
    return pieces.reduce((sum, message) => sum + message.length - frameHeaderBytes, 0);
  }

  /** The control messages that went into this end. */
  get messagesSent(): readonly { readonly type: string; readonly index?: number }[] {
    return this.sent.flatMap((message) =>
      typeof message === 'string'
        ? [JSON.parse(message) as { readonly type: string; readonly index?: number }]
        : [],
    );
  }

  private schedule(): void {
    if (this.isScheduled || this.isStalled || this.waiting.length === 0) return;
    this.isScheduled = true;
    setImmediate(() => this.deliver());
  }

  private deliver(): void {
    this.isScheduled = false;
    for (let count = 0; count < messagesPerTurn && !this.isStalled; count += 1) {
      const message = this.waiting.shift();
      if (message === undefined) break;
      const before = this.bufferedAmount;
      this.bufferedAmount -= message.length;
      const data = typeof message === 'string' ? message : message.slice().buffer;
      this.other?.dispatchEvent(new MessageEvent('message', { data }));
      const threshold = this.bufferedAmountLowThreshold;
      if (before > threshold && this.bufferedAmount <= threshold)
        this.dispatchEvent(new Event('bufferedamountlow'));
    }
    this.schedule();
  }
}
