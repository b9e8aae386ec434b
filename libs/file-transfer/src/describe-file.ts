import { sha256 } from '@noble/hashes/sha2.js';
import { FileName, limits, Manifest } from '@parley/contract';
import { inParts, type ReadOptions, runBytes } from './blob-reading';
import { digestBytes, digestOf, toHex } from './digest';
import { pieceCountOf, pieceSizeFor } from './manifest';
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
  options: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieceCount = pieceCountOf({ sizeBytes: file.size, pieceSizeBytes });
  const pieceHashes = new Uint8Array(pieceCount * digestBytes);
  let index = 0;
  for await (const piece of inParts(file, pieceSizeBytes, options)) {
    pieceHashes.set(await digestOf(piece), index * digestBytes);
    index += 1;
  }
  return pieceHashes;
}

async function hashWhole(file: Blob, options: ReadOptions): Promise<string> {
  const whole = sha256.create();
  for await (const part of inParts(file, runBytes, options)) whole.update(part);
  return toHex(whole.digest());
}
