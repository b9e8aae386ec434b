import { frameHeaderBytes, framePayloadBytes, type PieceFrame } from '../piece-frame';
import type { PiecePart } from '../piece-store';

const recordBytes = frameHeaderBytes + framePayloadBytes;
/** Sixteen mebibytes: the begun pieces of as many links as a meeting has, or one of the largest pieces. */
const mostRecords = 256;
/** Where a record says its length, index and offset: those of the message, and over its share id, which is of no use here. */
const [lengthAt, indexAt, offsetAt] = [0, 16, 20];

/** How long a ring is at most. */
export const ringBytes = mostRecords * recordBytes;

/**
 * The latest messages that brought parts of pieces, as they came: each in a place of its own, the oldest written over.
 * So that a page that ends in the middle of a piece loses no more than what had not arrived.
 */
export class PartRing {
  private next = 0;

  /** `write` owns the bytes from then on. */
  constructor(private readonly write: (at: number, record: Uint8Array<ArrayBuffer>) => void) {}

  /** Takes the memory of the message. */
  keep({ payload }: PieceFrame): void {
    const { buffer, byteOffset, length } = payload;
    if (!(buffer instanceof ArrayBuffer) || byteOffset !== frameHeaderBytes) return;
    const record = new Uint8Array(buffer, 0, frameHeaderBytes + length);
    new DataView(buffer).setUint32(lengthAt, length);
    this.write(this.next * recordBytes, record);
    this.next = (this.next + 1) % mostRecords;
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
