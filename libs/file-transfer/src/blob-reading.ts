import { TransferError } from './transfer-error';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** How much is behind the reader. */
  readonly onProgress?: (bytes: number) => void;
}

/** Reads a part of a file. Rejects with TransferError `source-unreadable` where the file changed or went since it was chosen. */
export async function readBlob(
  blob: Blob,
  start: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const part = blob.slice(start, start + lengthBytes);
  const bytes = await part.arrayBuffer().catch((cause: unknown) => {
    throw TransferError.of('source-unreadable', 'the file cannot be read any more', cause);
  });
  if (bytes.byteLength === lengthBytes) return new Uint8Array(bytes);
  throw TransferError.of('source-unreadable', 'the file became shorter');
}
