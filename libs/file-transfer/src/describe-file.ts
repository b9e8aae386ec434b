import { FileName, limits, Manifest } from '@parley/contract';
import { digestBytes, digestOf, toHex } from './digest';
import { pieceCountOf, pieceLengthOf, pieceSizeFor } from './manifest';
import { TransferError } from './transfer-error';
import { StreamingSha256 } from './streaming-sha256';

/** The hashes of a file. */
export interface FileHashes {
  /** The 32-byte SHA-256 digests of the pieces, one after another. */
  readonly pieceHashes: Uint8Array<ArrayBuffer>;
  /** Lower-case hexadecimal SHA-256 of the whole. */
  readonly sha256: string;
}

export interface HashFileOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (hashedBytes: number) => void;
}

/** Makes the hashes of a file in one pass; in a worker where there is one. */
export interface FileHasher {
  hashFile(file: Blob, pieceSizeBytes: number, options: HashFileOptions): Promise<FileHashes>;
}

/** Hashes in the thread that calls it. */
export const inThreadHasher: FileHasher = { hashFile };

export interface DescribeFileOptions extends HashFileOptions {
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
  const { pieceHashes, sha256 } = await hasher.hashFile(file, pieceSizeBytes, options);
  const manifest = Manifest.parse({
    name: name.data,
    sizeBytes: file.size,
    mediaType: file.type.slice(0, 255),
    pieceSizeBytes,
    rootHash: toHex(await digestOf(pieceHashes)),
    sha256,
  });
  return { manifest, pieceHashes };
}

async function hashFile(
  file: Blob,
  pieceSizeBytes: number,
  { signal, onProgress }: HashFileOptions,
): Promise<FileHashes> {
  const shape = { sizeBytes: file.size, pieceSizeBytes };
  const pieceCount = pieceCountOf(shape);
  const pieceHashes = new Uint8Array(pieceCount * digestBytes);
  const whole = new StreamingSha256();
  let piece = await readPiece(file, shape, 0);
  for (let index = 0; index < pieceCount; index += 1) {
    if (signal?.aborted) throw TransferError.of('aborted', 'hashing was aborted');
    const inBackground = Promise.all([digestOf(piece), readPiece(file, shape, index + 1)]);
    whole.update(piece);
    onProgress?.(index * pieceSizeBytes + piece.length);
    const [digest, next] = await inBackground;
    pieceHashes.set(digest, index * digestBytes);
    piece = next;
  }
  return { pieceHashes, sha256: toHex(whole.digest()) };
}

async function readPiece(
  file: Blob,
  shape: { readonly sizeBytes: number; readonly pieceSizeBytes: number },
  index: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return readBlob(file, index * shape.pieceSizeBytes, pieceLengthOf(shape, index));
}

/** Reads a part of a file. Rejects with TransferError `source-unreadable` where the file changed or went since it was chosen. */
export async function readBlob(
  file: Blob,
  start: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const part = file.slice(start, start + lengthBytes);
  const bytes = await part.arrayBuffer().catch((cause: unknown) => {
    throw TransferError.of('source-unreadable', 'the file cannot be read any more', cause);
  });
  if (bytes.byteLength === lengthBytes) return new Uint8Array(bytes);
  throw TransferError.of('source-unreadable', 'the file became shorter');
}
