import { inThreadHasher } from './describe-file';
import { areEqual, digestOf } from './digest';
import { pieceCountOf, pieceLengthOf, type Share } from './manifest';
import { isPiece } from './piece-hash-list';
import { PieceMap } from './piece-map';
import type { PieceFrame } from './piece-frame';
import type { PieceFile, PiecePart } from './piece-store';
import { TransferError } from './transfer-error';

export interface PieceKeeperEvents {
  /** A further piece is true and written. */
  readonly onVerified: (index: number) => void;
  /** It can be passed on: at once, or where a growing file cannot be read, once the whole is sealed. */
  readonly onServable: (index: number) => void;
}

/** Lets nothing into the file but pieces whose hash is right, and knows which are there. Lifetime: until `leave` or `discard`. */
export class PieceKeeper {
  readonly pieces: PieceMap;
  private readonly ending = new AbortController();
  private bytes = 0;
  private isSealed = false;
  private isRechecked: boolean;
  private keeping: Promise<void> | null = null;

  constructor(
    private readonly manifest: Share['manifest'],
    private readonly file: PieceFile,
    private readonly events: PieceKeeperEvents,
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

  /** Whether its pieces can be read, to pass them on. */
  get isServable(): boolean {
    return !this.file.isChosen || this.isSealed;
  }

  /** Whether the pieces that are there outlast a write that failed. */
  get canGoOn(): boolean {
    return !this.file.isChosen;
  }

  /** Counts those pieces of an earlier page that are true, and gives parts of those that it had begun. */
  async recheck(hashes: Uint8Array): Promise<readonly PiecePart[]> {
    for (let index = 0; index < this.pieces.pieceCount && !this.isRechecked; index += 1) {
      const piece = await this.file.readPiece(index, 0, pieceLengthOf(this.manifest, index));
      const isTrue = isPiece(hashes, index, await digestOf(piece));
      if (this.isEnded) return [];
      if (isTrue) this.count(index);
    }
    this.isRechecked = true;
    return this.file.keptParts();
  }

  /** Takes the memory of the message. */
  keepPart(part: PieceFrame): void {
    if (!this.isEnded) this.file.keepPart(part);
  }

  /** False where the piece is not the announced one; otherwise it is written when this resolves. */
  async take(hashes: Uint8Array, index: number, piece: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (!isPiece(hashes, index, await digestOf(piece))) return false;
    if (this.isEnded) return true;
    await this.keepHashes(hashes);
    await this.file.writePiece(index, piece);
    if (!this.isEnded) this.count(index);
    return true;
  }

  /** The whole, hashed once more as it lies on disk. Rejects with `hash-mismatch` where that is not what came, and with `aborted`. */
  async seal(hashes: Uint8Array): Promise<Blob> {
    const whole = await this.file.toBlob();
    const { pieceSizeBytes } = this.manifest;
    const { signal } = this.ending;
    const found = await inThreadHasher.hashPieces(whole, pieceSizeBytes, { signal });
    if (!areEqual(found, hashes))
      throw TransferError.of('hash-mismatch', 'the whole is not what was announced');
    this.isSealed = true;
    if (this.file.isChosen && !this.isEnded)
      for (let index = 0; index < this.pieces.pieceCount; index += 1) this.events.onServable(index);
    return whole;
  }

  read(index: number, offset: number, lengthBytes: number): Promise<Uint8Array> {
    return this.file.readPiece(index, offset, lengthBytes);
  }

  /** Stops whatever goes on. */
  end(): void {
    this.ending.abort();
  }

  /** Ends with the meeting: what is not whole stays for another day, what is whole has been saved or was not wanted. */
  leave(): Promise<void> {
    this.end();
    return this.isSealed && !this.file.isChosen ? this.file.discard() : this.file.close();
  }

  /** Ends and deletes. */
  discard(): Promise<void> {
    this.end();
    return this.file.discard();
  }

  private get isEnded(): boolean {
    return this.ending.signal.aborted;
  }

  /** Once, before the first piece; again where that failed. */
  private keepHashes(hashes: Uint8Array): Promise<void> {
    this.keeping ??= this.file.keepHashes(hashes).catch((cause: unknown) => {
      this.keeping = null;
      throw cause;
    });
    return this.keeping;
  }

  private count(index: number): void {
    if (!this.pieces.add(index)) return;
    this.bytes += pieceLengthOf(this.manifest, index);
    this.events.onVerified(index);
    if (this.isServable) this.events.onServable(index);
  }
}
