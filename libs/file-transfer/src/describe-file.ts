import { sha256 } from '@noble/hashes/sha2.js';
import { FileName, limits, Manifest } from '@parley/contract';
import { readBlob, type ReadOptions } from './blob-reading';
import { digestBytes, digestOf, toHex } from './digest';
import { FileReadAhead } from './file-read-ahead';
import { pieceCountOf, pieceLengthOf, pieceSizeFor } from './manifest';
import { TransferError } from './transfer-error';

/** Hashes files; in a worker where there is one. Rejects with TransferError `aborted` or `source-unreadable`. */
export interface FileHasher {
  /** The 32-byte SHA-256 digests of the pieces, one after another. */
  hashPieces(
    file: Blob,
    pieceSizeBytes: number,
    options: ReadOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** Lower-case hexadecimal SHA-256 of the whole, as `sha256sum` prints it: slower, for the browser's own takes no file in parts. */
  sha256(file: Blob, options: ReadOptions): Promise<string>;
}

/** Some 10 ms of work for the whole's hash: in between the thread does what else is asked of it, as writing pieces. */
const blockBytes = 1024 * 1024;

/** Hashes in the thread that calls it. */
export const inThreadHasher: FileHasher = { hashPieces, sha256: hashWhole };

export interface DescribeFileOptions extends ReadOptions {
  /** Name for a Blob, which has none; a File's own name otherwise. */
  readonly name?: string;
  readonly pieceSizeBytes?: number;
  /** Defaults to hashing in this thread; pass a FileTransferWorker to keep the page fluid. */
  readonly hasher?: FileHasher;
}

/** What is announced of a file, and the list that receivers check pieces with. */
export interface DescribedFile {
  readonly manifest: Manifest;
  readonly pieceHashes: Uint8Array<ArrayBuffer>;
}

/** Reads a file once. Rejects with TransferError `aborted`, `file-too-large`, `file-name-empty` or `source-unreadable`. */
export async function describeFile(
  file: File | Blob,
  options: DescribeFileOptions = {},
): Promise<DescribedFile> {
  const name = FileName.safeParse(options.name ?? ('name' in file ? file.name : ''));
  if (!name.success) throw TransferError.of('file-name-empty', 'the name has nothing to show');
  if (file.size > limits.fileSizeBytes)
    throw TransferError.of('file-too-large', `${file.size} bytes`);
  const pieceSizeBytes = options.pieceSizeBytes ?? pieceSizeFor(file.size);
  const hasher = options.hasher ?? inThreadHasher;
  const pieceHashes = await hasher.hashPieces(file, pieceSizeBytes, options);
  const manifest = Manifest.parse({
    name: name.data,
    sizeBytes: file.size,
    mediaType: file.type.slice(0, 255),
    pieceSizeBytes,
    rootHash: toHex(await digestOf(pieceHashes)),
  });
  return { manifest, pieceHashes };
}

async function hashPieces(
  file: Blob,
  pieceSizeBytes: number,
  { signal, onProgress }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const shape = { sizeBytes: file.size, pieceSizeBytes };
  const pieceCount = pieceCountOf(shape);
  const pieceHashes = new Uint8Array(pieceCount * digestBytes);
  const reader = new FileReadAhead(file);
  for (let index = 0; index < pieceCount; index += 1) {
    if (signal?.aborted) throw TransferError.of('aborted', 'hashing was aborted');
    const start = index * pieceSizeBytes;
    const piece = await reader.read(start, pieceLengthOf(shape, index));
    pieceHashes.set(await digestOf(piece), index * digestBytes);
    onProgress?.(start + piece.length);
  }
  return pieceHashes;
}

async function hashWhole(file: Blob, { signal, onProgress }: ReadOptions): Promise<string> {
  const whole = sha256.create();
  for (let at = 0; at < file.size; at += blockBytes) {
    if (signal?.aborted) throw TransferError.of('aborted', 'hashing was aborted');
    const block = await readBlob(file, at, Math.min(blockBytes, file.size - at));
    whole.update(block);
    onProgress?.(at + block.length);
  }
  return toHex(whole.digest());
}
