import type { Manifest } from '@parley/contract';

/** The hashes of a file; made in a worker where there is one. */
export interface FileHasher {
  hashFile(
    file: Blob,
    pieceSizeBytes: number,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (hashedBytes: number) => void },
  ): Promise<FileHashes>;
}
export interface FileHashes {
  /** The 32-byte SHA-256 digests of the pieces, one after another. */
  readonly pieceHashes: Uint8Array;
  /** Lower-case hexadecimal SHA-256 of the whole. */
  readonly sha256: string;
}

export interface DescribeFileOptions {
  /** Name for a Blob, which has none; a File's own name otherwise. */
  readonly name?: string;
  readonly pieceSizeBytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (hashedBytes: number) => void;
  /** Defaults to hashing in this thread; pass a FileTransferWorker to keep the page fluid. */
  readonly hasher?: FileHasher;
}
export interface DescribedFile {
  readonly manifest: Manifest;
  readonly pieceHashes: Uint8Array;
}

/** Reads a file once and makes what is announced of it. Rejects with TransferError `aborted`, `file-too-large`, `source-unreadable`. */
export function describeFile(
  file: File | Blob,
  options: DescribeFileOptions = {},
): Promise<DescribedFile> {
  return Promise.reject(new Error(`not built yet ${file.size} ${options.name}`));
}
