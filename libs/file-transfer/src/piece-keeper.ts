import { digestOf } from './digest';
import { pieceCountOf, pieceLengthOf, type Share } from './manifest';
import { isPiece } from './piece-hash-list';
import { PieceMap } from './piece-map';
import type { PieceFrame } from './piece-frame';
import type { PieceFile, PiecePart } from './piece-store';
import { TransferError } from './transfer-error';

/** The next ones are read while one is hashed. */
const piecesAtOnce = 2;

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
    if (!this.isRechecked)
      await this.inspect(hashes, (index, isTrue) => {
        if (isTrue) this.count(index);
      });
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
    await this.inspect(hashes, (index, isTrue) => {
      if (isTrue) return;
      throw TransferError.of('hash-mismatch', `piece ${index} is not what was announced any more`);
    });
    const whole = await this.file.toBlob();
    if (whole.size !== this.manifest.sizeBytes)
      throw TransferError.of('hash-mismatch', 'the whole has another size than was announced');
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

  /** Hashes every piece as it lies there. Rejects with TransferError `aborted` once this has ended. */
  private async inspect(
    hashes: Uint8Array,
    note: (index: number, isTrue: boolean) => void,
  ): Promise<void> {
    const { manifest, file, pieces } = this;
    for (let start = 0; start < pieces.pieceCount; start += piecesAtOnce) {
      const length = Math.min(piecesAtOnce, pieces.pieceCount - start);
      const indices = Array.from({ length }, (_, at) => start + at);
      const digests = await Promise.all(
        indices.map((index) => file.digestPiece(index, pieceLengthOf(manifest, index))),
      );
      if (this.isEnded) throw TransferError.of('aborted', 'the file was left');
      digests.forEach((digest, at) => note(start + at, isPiece(hashes, start + at, digest)));
    }
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
