import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file whose writes count only after sync(). The port through which slices reach the disk, so that a full or failing
 * disk can be played in a test.
 */
export interface DurableFile {
  sizeBytes(): Promise<number>;
  /** Fills the result from `position`; shorter only where the file ends. */
  read(position: number, lengthBytes: number): Promise<Uint8Array>;
  /** Writes everything or rejects; what was written before a rejection is undefined. */
  write(position: number, bytes: Uint8Array): Promise<void>;
  truncate(lengthBytes: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export type OpenDurableFile = (path: string) => Promise<DurableFile>;

/** Readable by nobody but the server's own user (security.md T61). */
export const privateFileMode = 0o600;
export const privateFolderMode = 0o700;

/** Opens a private file for reading and writing, and makes it first where it is missing: its name is durable, too. */
export const openDurableFile: OpenDurableFile = async (path) => {
  const handle = await open(path, 'r+').catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    const created = await open(path, 'wx+', privateFileMode);
    await syncFolder(dirname(path));
    return created;
  });
  return {
    sizeBytes: async () => (await handle.stat()).size,
    read: async (position, lengthBytes) => {
      const bytes = new Uint8Array(lengthBytes);
      let filled = 0;
      while (filled < lengthBytes) {
        const { bytesRead } = await handle.read(
          bytes,
          filled,
          lengthBytes - filled,
          position + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    write: async (position, bytes) => {
      // A disk that fills up answers with a short write before it answers with ENOSPC.
      let written = 0;
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(
          bytes,
          written,
          bytes.length - written,
          position + written,
        );
        written += bytesWritten;
      }
    },
    truncate: (lengthBytes) => handle.truncate(lengthBytes),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
};

/** Makes renames, creations and deletions inside a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder as a file; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** True where a system call failed because there is no such file. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** True where a system call failed because the disk, or the quota on it, is full. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : undefined;
}
