import type { Pace } from './pace';
import type { Clock } from './clock';
import type { PieceChannel } from './piece-channel';

/** Read at once from the file: large enough that reading is cheap, small enough that sixteen-megabyte pieces stay on disk. */
const blockBytes = 1024 * 1024;
/** More than any honest receiver has in flight of one share, with some taken back and asked for again. */
const maxJobsPerShare = 32;

/** One asked-for piece, or the rest of it. */
export interface UploadJob {
  readonly shareId: string;
  readonly index: number;
  readonly offset: number;
  readonly endOffset: number;
  /** Reads bytes of the piece; rejects where the file is gone. */
  readonly read: (offset: number, lengthBytes: number) => Promise<Uint8Array>;
}

export interface UploadQueueOptions {
  readonly channel: PieceChannel;
  /** Each has to allow it: that of all uploads, and that of the link they go over. */
  readonly paces: readonly Pace[];
  readonly clock: Clock;
  readonly onSent: (shareId: string, bytes: number) => void;
  /** The last byte of a piece went out. */
  readonly onPieceSent: (shareId: string, index: number) => void;
  readonly onUnreadable: (job: UploadJob, cause: unknown) => void;
}

interface Block {
  readonly job: UploadJob;
  readonly offset: number;
  /** Null where it could not be read. */
  readonly bytes: Uint8Array | null;
  readonly isLast: boolean;
}

/**
 * What one peer asked for, sent piece by piece at that peer's own speed. At most two blocks are in memory: the one that
 * is sent and the one that is read meanwhile. Lifetime: until `close`.
 */
export class UploadQueue {
  /** Not read to the end yet, in order. */
  private readonly unread: { readonly job: UploadJob; nextOffset: number }[] = [];
  /** Not sent to the end and not cancelled. */
  private readonly live = new Set<UploadJob>();
  private isRunning = false;
  private isClosed = false;

  constructor(private readonly options: UploadQueueOptions) {}

  /** False where the peer asks for more at once than anybody needs. */
  add(job: UploadJob): boolean {
    const ofShare = [...this.live].filter(({ shareId }) => shareId === job.shareId);
    if (ofShare.length >= maxJobsPerShare || this.isClosed) return false;
    this.live.add(job);
    this.unread.push({ job, nextOffset: job.offset });
    if (!this.isRunning) void this.run();
    return true;
  }

  /** Whatever of this piece has not gone out stays here; without an index, of the whole share. */
  cancel(shareId: string, index?: number): void {
    for (const job of this.live)
      if (job.shareId === shareId && (index === undefined || job.index === index))
        this.live.delete(job);
    const kept = this.unread.filter(({ job }) => this.live.has(job));
    this.unread.splice(0, this.unread.length, ...kept);
  }

  close(): void {
    this.isClosed = true;
    this.live.clear();
    this.unread.length = 0;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    let upcoming = this.readBlock();
    // From finding nothing to no longer running there is no await: what is asked for in between would be forgotten.
    while (upcoming && !this.isClosed) {
      const block = await upcoming;
      upcoming = this.readBlock();
      await this.sendBlock(block);
      const isEnd = block.isLast && this.live.delete(block.job);
      if (isEnd && block.bytes) this.options.onPieceSent(block.job.shareId, block.job.index);
      upcoming ??= this.readBlock();
    }
    this.isRunning = false;
  }

  /** Starts to read the next block and moves on; null while nothing is asked for. */
  private readBlock(): Promise<Block> | null {
    const next = this.unread[0];
    if (!next) return null;
    const { job, nextOffset: offset } = next;
    const lengthBytes = Math.min(blockBytes, job.endOffset - offset);
    next.nextOffset += lengthBytes;
    const isLast = next.nextOffset >= job.endOffset;
    if (isLast) this.unread.shift();
    return job.read(offset, lengthBytes).then(
      (bytes) => ({ job, offset, bytes, isLast }),
      (cause: unknown) => {
        this.options.onUnreadable(job, cause);
        return { job, offset, bytes: null, isLast };
      },
    );
  }

  private async sendBlock({ job, offset, bytes }: Block): Promise<void> {
    const { channel, onSent } = this.options;
    if (!bytes) return;
    for (let at = 0, payload; at < bytes.length; at += payload.length) {
      payload = bytes.subarray(at, at + this.frameBytes);
      await this.wait(payload.length);
      const isReady = await channel.readyForPiece();
      if (!isReady || !this.live.has(job)) return;
      channel.sendPiece({ shareId: job.shareId, index: job.index, offset: offset + at, payload });
      onSent(job.shareId, payload.length);
    }
  }

  private get frameBytes(): number {
    const { channel, paces } = this.options;
    return Math.min(channel.frameBytes, ...paces.map(({ burstBytes }) => burstBytes));
  }

  private async wait(bytes: number): Promise<void> {
    const delayMs = Math.max(...this.options.paces.map((pace) => pace.book(bytes)));
    if (delayMs > 0)
      await new Promise<void>((resolve) => this.options.clock.after(delayMs, resolve));
  }
}
