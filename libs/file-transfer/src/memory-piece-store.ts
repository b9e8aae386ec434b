import { digestOf } from './digest';
import type { PieceFile, PieceFileShape, PiecePart, PieceStore } from './piece-store';

interface Kept {
  readonly pieces: Map<number, Uint8Array<ArrayBuffer>>;
  hashes: Uint8Array<ArrayBuffer> | null;
}

/** Keeps pieces in memory: for tests, and for browsers without a private file system. */
export class MemoryPieceStore implements PieceStore {
  private readonly files = new Map<string, Kept>();

  open({ rootHash, sizeBytes }: PieceFileShape): Promise<PieceFile> {
    const earlier = this.files.get(rootHash);
    const kept = earlier ?? { pieces: new Map<number, Uint8Array<ArrayBuffer>>(), hashes: null };
    this.files.set(rootHash, kept);
    const discard = () => this.files.delete(rootHash);
    return Promise.resolve(new MemoryPieceFile(kept, sizeBytes, earlier !== undefined, discard));
  }

  /** Root hashes of the files that have bytes here. */
  contents(): readonly string[] {
    return [...this.files.keys()];
  }
}

class MemoryPieceFile implements PieceFile {
  readonly isChosen = false;

  constructor(
    private readonly kept: Kept,
    private readonly sizeBytes: number,
    readonly hasEarlierBytes: boolean,
    private readonly remove: () => void,
  ) {}

  keptHashes(): Promise<Uint8Array<ArrayBuffer> | null> {
    return Promise.resolve(this.kept.hashes);
  }

  keepHashes(hashes: Uint8Array): Promise<void> {
    this.kept.hashes = hashes.slice();
    return Promise.resolve();
  }

  keepPart(): void {
    // What is in memory ends with the page.
  }

  keptParts(): Promise<readonly PiecePart[]> {
    return Promise.resolve([]);
  }

  writePiece(index: number, piece: Uint8Array<ArrayBuffer>): Promise<void> {
    this.kept.pieces.set(index, piece);
    return Promise.resolve();
  }

  readPiece(index: number, offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const piece = this.kept.pieces.get(index) ?? new Uint8Array();
    return Promise.resolve(piece.slice(offset, offset + lengthBytes));
  }

  async digestPiece(index: number, lengthBytes: number): Promise<Uint8Array> {
    return digestOf(await this.readPiece(index, 0, lengthBytes));
  }

  toBlob(): Promise<Blob> {
    const inOrder = [...this.kept.pieces].sort(([left], [right]) => left - right);
    const blob = new Blob(inOrder.map(([, piece]) => piece));
    return blob.size === this.sizeBytes
      ? Promise.resolve(blob)
      : Promise.reject(new RangeError('pieces are missing'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  discard(): Promise<void> {
    this.kept.pieces.clear();
    this.kept.hashes = null;
    this.remove();
    return Promise.resolve();
  }
}
