import { readBlob } from './blob-reading';

/** A read costs the browser about as much as four mebibytes do: in runs of this length it hardly shows. */
const runBytes = 8 * 1024 * 1024;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/** Reads a file in long runs for whoever goes from front to end, and just what is asked for wherever somebody jumps. */
export class FileReadAhead {
  private run: Run | null = null;
  private nextStart = 0;

  constructor(private readonly file: Blob) {}

  /** A view of bytes that others may be given too. Rejects with TransferError `source-unreadable`. */
  async read(start: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = start + lengthBytes;
    const isNext = start === this.nextStart;
    this.nextStart = end;
    if (!this.run || start < this.run.start || end > this.run.end) {
      this.run = isNext && end <= this.file.size ? this.begin(start, end) : null;
      if (!this.run) return readBlob(this.file, start, lengthBytes);
    }
    const { run } = this;
    if (end === run.end) this.run = null;
    return (await run.bytes).subarray(start - run.start, end - run.start);
  }

  private begin(start: number, leastEnd: number): Run {
    const end = Math.max(leastEnd, Math.min(start + runBytes, this.file.size));
    return { start, end, bytes: readBlob(this.file, start, end - start) };
  }
}
