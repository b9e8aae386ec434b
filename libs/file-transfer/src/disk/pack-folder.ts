import { FileName } from '@parley/contract';
import type { ReadOptions } from '../blob-reading';
import { TransferError } from '../transfer-error';

/** One file of a folder that is shared. */
export interface FolderEntry {
  /** Within the folder, parts joined by `/`. */
  readonly path: string;
  readonly file: File;
}

/** Where the zip is written to, from its beginning on. */
export interface ZipTarget {
  write(at: number, bytes: Uint8Array): unknown;
}

/**
 * Writes a folder as one zip (stored, zip64 where needed), a block at a time: memory stays flat however large it is.
 * Rejects with TransferError `aborted`, and `source-unreadable` where a file changed or went meanwhile.
 */
export async function packFolder(
  entries: readonly FolderEntry[],
  target: ZipTarget,
  { signal, onProgress }: ReadOptions = {},
): Promise<void> {
  // Loaded with the first folder, and in the worker only.
  const { makeZip } = await import('client-zip');
  const inputs = entries.map(({ path, file }) => ({ name: cleanPath(path), input: file }));
  const reader = makeZip(inputs, { buffersAreUTF8: true }).getReader();
  let writtenBytes = 0;
  for (;;) {
    if (signal?.aborted) {
      await reader.cancel();
      throw TransferError.of('aborted', 'packing was aborted');
    }
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw TransferError.of('source-unreadable', 'a file of the folder cannot be read', cause);
    });
    if (done) return;
    target.write(writtenBytes, value);
    writtenBytes += value.length;
    onProgress?.(writtenBytes);
  }
}

/** No part that climbs out of the folder or hides what it is: unpacking programs are not all careful. */
function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map((part) => FileName.safeParse(part).data ?? '_').join('/') || '_';
}
