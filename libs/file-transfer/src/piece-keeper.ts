import { digestOf } from './digest';
import { pieceCountOf, pieceLengthOf, type Share } from './manifest';
import { isPiece } from './piece-hash-list';
import { PieceMap } from './piece-map';
import type { PieceFile } from './piece-store';
import { TransferError } from './transfer-error';

/** Lets nothing into the file but pieces whose hash is right, and knows which are there. Lifetime: until `discard`. */
export class PieceKeeper {
  readonly pieces: PieceMap;
  private bytes = 0;
  private settledPieces = 0;
  private isDiscarded = false;
  private isRechecked: boolean;

  constructor(
    private readonly manifest: Share['manifest'],
    private readonly file: PieceFile,
    private readonly onPiece: (index: number) => void,
  ) {
    this.pieces = PieceMap.empty(pieceCountOf(manifest));
    this.isRechecked = !file.hasEarlierBytes;
  }

  get verifiedBytes(): number {
    return this.bytes;
  }

  /** True while bytes of an earlier page have not been looked at. */
  get needsRecheck(): boolean {
    return !this.isRechecked;
  }

  /** Counts those pieces of an earlier page that are true. */
  async recheck(hashes: Uint8Array): Promise<void> {
    for (let index = 0; index < this.pieces.pieceCount && !this.isRechecked; index += 1) {
      const piece = await this.file.readPiece(index, 0, pieceLengthOf(this.manifest, index));
      const isTrue = isPiece(hashes, index, await digestOf(piece));
      if (this.isDiscarded) return;
      if (isTrue) this.count(index);
    }
    this.isRechecked = true;
  }

  /** False where the piece is not the announced one; otherwise it is written when this resolves. */
  async take(hashes: Uint8Array, index: number, piece: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (!isPiece(hashes, index, await digestOf(piece))) return false;
    if (this.isDiscarded) return true;
    await this.file.writePiece(index, piece);
    if (!this.isDiscarded) this.count(index);
    return true;
  }

  /** The whole, hashed once more as it lies on disk. Rejects with `hash-mismatch` where the announcement lied. */
  async seal(): Promise<Blob> {
    if ((await this.file.sha256()) !== this.manifest.sha256)
      throw TransferError.of('hash-mismatch', 'the whole is not what was announced');
    return this.file.toBlob();
  }

  read(index: number, offset: number, lengthBytes: number): Promise<Uint8Array> {
    return this.file.readPiece(index, offset, lengthBytes);
  }

  discard(): Promise<void> {
    this.isDiscarded = true;
    return this.file.discard();
  }

  private count(index: number): void {
    if (!this.pieces.add(index)) return;
    const { sizeBytes, pieceSizeBytes } = this.manifest;
    this.bytes += pieceLengthOf(this.manifest, index);
    while (this.pieces.has(this.settledPieces)) this.settledPieces += 1;
    this.file.settle(Math.min(sizeBytes, this.settledPieces * pieceSizeBytes));
    this.onPiece(index);
  }
}
