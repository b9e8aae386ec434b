import type { FolderEntry } from './shared-file';

/** What is in a folder, and what of it could not be read. */
export interface FolderContent {
  readonly entries: readonly FolderEntry[];
  /** Paths of files and folders that the system did not hand over. */
  readonly unreadable: readonly string[];
  /** There are more files than were asked for; the rest was not looked at. */
  readonly isCut: boolean;
}

interface Reading {
  readonly entries: FolderEntry[];
  readonly unreadable: string[];
  readonly mostFiles: number;
}

/** Reads a dropped folder with everything below it, in the order of its names. Never rejects. */
export async function readFolder(
  folder: FileSystemDirectoryEntry,
  mostFiles: number,
): Promise<FolderContent> {
  const reading: Reading = { entries: [], unreadable: [], mostFiles };
  await readInto(reading, folder, '');
  const { entries, unreadable } = reading;
  return { entries: entries.slice(0, mostFiles), unreadable, isCut: entries.length > mostFiles };
}

async function readInto(
  reading: Reading,
  folder: FileSystemDirectoryEntry,
  path: string,
): Promise<void> {
  const children = await childrenOf(folder).catch(() => null);
  if (children === null) return void reading.unreadable.push(path || folder.name);
  for (const child of children.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (reading.entries.length > reading.mostFiles) return;
    const childPath = path + child.name;
    if (isFolder(child)) await readInto(reading, child, `${childPath}/`);
    else if (isFile(child)) await readFile(reading, child, childPath);
  }
}

async function readFile(reading: Reading, entry: FileSystemFileEntry, path: string) {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(
    () => null,
  );
  if (file === null) reading.unreadable.push(path);
  else reading.entries.push({ path, file });
}

/** Browsers give them in portions of a hundred; the empty portion is the last. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
