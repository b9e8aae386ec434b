/** What a store needs to know of a file before its first byte. */
export interface PieceFileShape {
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
}

/** Where received pieces live. Two adapters: the Origin Private File System, and memory for tests. */
export interface PieceStore {
  /** Opens what is kept under this share id, or makes it. Rejects with TransferError `storage-full` or `storage-failed`. */
  open(shareId: string, shape: PieceFileShape): Promise<PieceFile>;
}

/**
 * One file while it grows, in any order of pieces. Every method rejects with TransferError `storage-full` or
 * `storage-failed`. Lifetime: until `close` (keeps the bytes) or `discard` (deletes them).
 */
export interface PieceFile {
  /** True when bytes of an earlier page were found: each piece has to be hashed before it counts. */
  readonly hasEarlierBytes: boolean;
  /** Writes one whole piece. The store owns `piece` from here on and may transfer its buffer away. */
  writePiece(index: number, piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Reads bytes of one piece; the range does not cross its end. */
  readPiece(index: number, offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Says that all bytes before this one are final, so that the store may already hash them while others arrive. */
  settle(endByte: number): void;
  /** Lower-case hexadecimal SHA-256 of the whole, read back from where it is stored. Every byte must be settled. */
  sha256(): Promise<string>;
  /** The bytes as the store has them: nothing is read into memory by this. Valid until `discard`. */
  toBlob(): Promise<Blob>;
  close(): Promise<void>;
  discard(): Promise<void>;
}
