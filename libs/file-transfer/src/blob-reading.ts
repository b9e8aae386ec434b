import { TransferError } from './transfer-error';

/** A read costs the browser about as much as four mebibytes do: in runs of this length it hardly shows. */
export const runBytes = 8 * 1024 * 1024;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** How much is behind the reader. */
  readonly onProgress?: (bytes: number) => void;
}

/** The whole in order, in parts of one size but the last; tells of each once the next is wanted. Rejects as `readBlob`, and with `aborted`. */
export async function* inParts(
  blob: Blob,
  partBytes: number,
  { signal, onProgress }: ReadOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const perRun = Math.max(1, Math.floor(runBytes / partBytes)) * partBytes;
  const readRun = (start: number) => {
    const run = readBlob(blob, start, Math.min(perRun, blob.size - start));
    run.catch(() => null); // told of when it is waited for
    return run;
  };
  let next = readRun(0);
  for (let start = 0; start < blob.size; start += perRun) {
    const run = await next;
    next = readRun(Math.min(blob.size, start + perRun));
    for (let at = 0; at < run.length; at += partBytes) {
      if (signal?.aborted) throw TransferError.of('aborted', 'reading was aborted');
      const part = run.subarray(at, at + partBytes);
      yield part;
      onProgress?.(start + at + part.length);
    }
  }
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
