import type { PieceFrame } from './piece-frame';

/** Bytes of a piece that is not whole. */
export type PiecePart = Pick<PieceFrame, 'index' | 'offset' | 'payload'>;

/** What a store needs to know of a file before its first byte. A Manifest says it. */
export interface PieceFileShape {
  /** Proves every byte: two shares with the same root hash and size are the same bytes, and one file to a store. */
  readonly rootHash: string;
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
}

/** Where received pieces live: the Origin Private File System, a place that the person chose, or memory for tests. */
export interface PieceStore {
  /** Opens what is kept of these bytes, or makes it. Rejects with TransferError `storage-full` or `storage-failed`. */
  open(shape: PieceFileShape): Promise<PieceFile>;
}

/**
 * One file while it grows, in any order of pieces. Every method rejects with TransferError `storage-full` or
 * `storage-failed`. Lifetime: until `close` (keeps the bytes) or `discard` (deletes them).
 */
export interface PieceFile {
  /** True when bytes of an earlier page were found: each piece has to be hashed before it counts. */
  readonly hasEarlierBytes: boolean;
  /**
   * True for a place that the person chose: it cannot be read before `toBlob`, cannot go on after a failure, and is
   * theirs once it is whole and true.
   */
  readonly isChosen: boolean;
  /** The list of piece hashes that `keepHashes` kept, perhaps in an earlier page; null where there is none. */
  keptHashes(): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Keeps the proven list beside the pieces, so that what comes back to them needs nobody to tell which are true. */
  keepHashes(hashes: Uint8Array): Promise<void>;
  /**
   * Keeps a part of a piece that is not whole, as well as may be, so that a page after this one goes on in the middle of
   * it. The store owns the memory of the message that it came in from here on.
   */
  keepPart(part: PieceFrame): void;
  /** Parts that an earlier page kept, each piece's in order; nobody has checked them, and any may be missing. */
  keptParts(): Promise<readonly PiecePart[]>;
  /** Writes one whole piece. The store owns `piece` from here on and may transfer its buffer away. */
  writePiece(index: number, piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Reads bytes of one piece; the range does not cross its end. */
  readPiece(index: number, offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** SHA-256 of a piece as it lies there, or of as much of it as there is. Before `toBlob`; a chosen place takes no piece after it. */
  digestPiece(index: number, lengthBytes: number): Promise<Uint8Array>;
  /** The bytes as the store has them: nothing is read into memory by this. Valid until `close` or `discard`. */
  toBlob(): Promise<Blob>;
  close(): Promise<void>;
  /** Deletes the bytes, unless another tab uses them too. */
  discard(): Promise<void>;
}
