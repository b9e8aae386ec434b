import type { FileShare } from '@parley/contract';
import type { Disk, Packed } from './file-transfer-ports';
import type { KeptSources } from './kept-sources';
import type { ChosenFile } from './shared-file';

export interface SourceSearch {
  readonly disk: Pick<Disk, 'findPacked'>;
  readonly sources: KeptSources;
  readonly chooseFile: () => Promise<File | null>;
  /** Whether somebody clicked and can be asked for permission, or for the file. */
  readonly mayAsk: boolean;
}

export interface FoundSource extends ChosenFile {
  /** The zip of a folder, which is ours to delete. */
  readonly packed: Packed | null;
}

/** Not in TypeScript's library, nor in every browser. Source: https://wicg.github.io/file-system-access */
interface AskableHandle extends FileSystemFileHandle {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
}

/** The file that a share was made of before the reload; null where it is not to be had, or not without asking. */
export async function findSource(
  { id, manifest }: FileShare,
  { disk, sources, chooseFile, mayAsk }: SourceSearch,
): Promise<FoundSource | null> {
  const packed = manifest.name.endsWith('.zip') ? await disk.findPacked(id) : null;
  if (packed) return { file: packed.file, handle: null, packed };
  const handle = await sources.find(id).catch(() => null); // without the shelf the person is asked
  const kept = handle && (await openFile(handle, mayAsk));
  if (kept?.size === manifest.sizeBytes) return { file: kept, handle, packed: null };
  const file = mayAsk ? await chooseFile() : null;
  return file && { file, handle: null, packed: null };
}

/** Remembers where a shared file came from. Without it the person is asked for the file after a reload. */
export async function keepSource(
  sources: KeptSources,
  shareId: string,
  handle: FileSystemFileHandle,
): Promise<void> {
  try {
    await sources.keep(shareId, handle);
  } catch (error) {
    console.warn('files: source not kept', error);
  }
}

async function openFile(handle: AskableHandle, mayAsk: boolean): Promise<File | null> {
  const descriptor = { mode: 'read' } as const;
  let permission = (await handle.queryPermission?.(descriptor)) ?? 'granted';
  if (permission === 'prompt' && mayAsk)
    permission = (await handle.requestPermission?.(descriptor)) ?? 'granted';
  if (permission !== 'granted') return null;
  return handle.getFile().catch(() => null); // moved or deleted: the person may know where it is
}
