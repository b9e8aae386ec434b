import { digestOf, toHex } from './digest';
import type { PieceFile, PieceFileShape, PieceStore } from './piece-store';

/** Keeps pieces in memory: for tests, and for browsers without a private file system. */
export class MemoryPieceStore implements PieceStore {
  private readonly files = new Map<string, Map<number, Uint8Array<ArrayBuffer>>>();

  open(shareId: string, { sizeBytes }: PieceFileShape): Promise<PieceFile> {
    const kept = this.files.get(shareId);
    const pieces = kept ?? new Map<number, Uint8Array<ArrayBuffer>>();
    this.files.set(shareId, pieces);
    const discard = () => this.files.delete(shareId);
    return Promise.resolve(new MemoryPieceFile(pieces, sizeBytes, kept !== undefined, discard));
  }

  /** Which shares have bytes here. */
  shareIds(): readonly string[] {
    return [...this.files.keys()];
  }
}

class MemoryPieceFile implements PieceFile {
  constructor(
    private readonly pieces: Map<number, Uint8Array<ArrayBuffer>>,
    private readonly sizeBytes: number,
    readonly hasEarlierBytes: boolean,
    private readonly remove: () => void,
  ) {}

  writePiece(index: number, piece: Uint8Array<ArrayBuffer>): Promise<void> {
    this.pieces.set(index, piece);
    return Promise.resolve();
  }

  readPiece(index: number, offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const piece = this.pieces.get(index) ?? new Uint8Array();
    return Promise.resolve(piece.slice(offset, offset + lengthBytes));
  }

  settle(): void {
    // Nothing to do early: the bytes are in memory and hashed at once in the end.
  }

  async sha256(): Promise<string> {
    const blob = await this.toBlob();
    return toHex(await digestOf(new Uint8Array(await blob.arrayBuffer())));
  }

  toBlob(): Promise<Blob> {
    const inOrder = [...this.pieces].sort(([left], [right]) => left - right);
    const blob = new Blob(inOrder.map(([, piece]) => piece));
    return blob.size === this.sizeBytes
      ? Promise.resolve(blob)
      : Promise.reject(new RangeError('pieces are missing'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  discard(): Promise<void> {
    this.pieces.clear();
    this.remove();
    return Promise.resolve();
  }
}
