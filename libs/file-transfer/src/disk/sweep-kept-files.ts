import { deleteUnused } from './file-lock';
import { type KeptPlace, lockName, usualFolder } from './kept-folder';
import { filesDirectory, isMissing, removeIfThere } from './private-directory';

export interface SweepOptions extends Pick<KeptPlace, 'storage' | 'locks'> {
  readonly nowMs: number;
  /** Files that nothing was written to for so long are deleted; 0 for all that no tab uses. */
  readonly maxAgeMs: number;
}

/**
 * Deletes received files and packed folders that nobody came back for. What a tab has open stays. Rejects where the
 * private file system does.
 */
export async function sweepKeptFiles(options: SweepOptions): Promise<void> {
  const all = await existing(await options.storage.getDirectory(), filesDirectory);
  if (!all) return;
  // What an earlier version kept by seat, where no page looks any more.
  for await (const name of all.keys()) if (name !== usualFolder) await removeIfThere(all, name);
  const kept = await existing(all, usualFolder);
  if (!kept) return;
  for await (const entry of kept.values())
    if (entry.kind === 'directory' && (await isOld(entry, options)))
      await deleteUnused(options.locks, lockName({ folder: usualFolder }, entry.name), () =>
        removeIfThere(kept, entry.name),
      );
}

async function isOld(
  folder: FileSystemDirectoryHandle,
  { nowMs, maxAgeMs }: SweepOptions,
): Promise<boolean> {
  if (maxAgeMs === 0) return true;
  for await (const entry of folder.values())
    if (entry.kind === 'file' && nowMs - (await entry.getFile()).lastModified < maxAgeMs)
      return false;
  return true;
}

async function existing(
  parent: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await parent.getDirectoryHandle(name);
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}
