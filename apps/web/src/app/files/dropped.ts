import type { ChosenFile } from './shared-file';

/** What was dropped: folders are still to be read, files come with the handle that finds them after a reload. */
export interface Dropped {
  readonly folders: readonly FileSystemDirectoryEntry[];
  readonly files: Promise<readonly ChosenFile[]>;
}

type HandleSource = DataTransferItem & {
  /** Not in every browser. */
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null | undefined>;
};

/** To be called within the event: afterwards the browser has taken everything back. */
export function droppedIn(transfer: DataTransfer): Dropped {
  const folders: FileSystemDirectoryEntry[] = [];
  const files: Promise<ChosenFile>[] = [];
  for (const item of Array.from<HandleSource>(transfer.items)) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry && isFolder(entry)) folders.push(entry);
    else if (file) files.push(withHandle(file, item.getAsFileSystemHandle?.()));
  }
  return { folders, files: Promise.all(files) };
}

/** Without a handle the file is shared all the same: Chromium gives none, not even null, for what a script dropped. */
async function withHandle(
  file: File,
  handle: Promise<FileSystemHandle | null | undefined> = Promise.resolve(null),
): Promise<ChosenFile> {
  const found = await handle.catch(() => null);
  return { file, handle: found && isFileHandle(found) ? found : null };
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFileHandle = (handle: FileSystemHandle): handle is FileSystemFileHandle =>
  handle.kind === 'file';
