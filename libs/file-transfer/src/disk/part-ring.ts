import { frameHeaderBytes, framePayloadBytes, type PieceFrame } from '../piece-frame';
import type { PiecePart } from '../piece-store';
import type { FileWrite } from './worker-protocol';

const recordBytes = frameHeaderBytes + framePayloadBytes;
/** Sixteen mebibytes: the begun pieces of as many links as a meeting has, or one of the largest pieces. */
const mostRecords = 256;
/** Messages come by the hundred in a second: each handed over alone would wake the one who writes as often. */
const mostWaiting = 4;
const longestWaitMs = 100;
/** Where a record says its length, index and offset: those of the message, and over its share id, which is of no use here. */
const [lengthAt, indexAt, offsetAt] = [0, 16, 20];

/** How long a ring is at most. */
export const ringBytes = mostRecords * recordBytes;

/**
 * The latest messages that brought parts of pieces, as they came: each in a place of its own, the oldest written over.
 * So that a page that ends in the middle of a piece loses no more than what had not arrived, and a few messages.
 */
export class PartRing {
  private next = 0;
  private waiting: FileWrite[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `write` owns the bytes from then on. */
  constructor(private readonly write: (records: readonly FileWrite[]) => void) {}

  /** Takes the memory of the message. */
  keep({ payload }: PieceFrame): void {
    const { buffer, byteOffset, length } = payload;
    if (!(buffer instanceof ArrayBuffer) || byteOffset !== frameHeaderBytes) return;
    const bytes = new Uint8Array(buffer, 0, frameHeaderBytes + length);
    new DataView(buffer).setUint32(lengthAt, length);
    this.waiting.push({ at: this.next * recordBytes, bytes });
    this.next = (this.next + 1) % mostRecords;
    if (this.waiting.length === mostWaiting) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), longestWaitMs);
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const records = this.waiting;
    this.waiting = [];
    this.write(records);
  }
}

/** What a ring holds, each piece's parts in order. Whether they are true shows when their piece is whole. */
export function readRing(bytes: Uint8Array): readonly PiecePart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: PiecePart[] = [];
  for (let at = 0; at + frameHeaderBytes < bytes.length; at += recordBytes) {
    const start = at + frameHeaderBytes;
    const payload = bytes.subarray(start, start + view.getUint32(at + lengthAt));
    const [index, offset] = [view.getUint32(at + indexAt), view.getUint32(at + offsetAt)];
    if (payload.length > 0) parts.push({ index, offset, payload });
  }
  return parts.sort((left, right) => left.offset - right.offset);
}
