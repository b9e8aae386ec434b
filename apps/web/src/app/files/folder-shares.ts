import type { Toasts } from '../shell/toasts';
import { dropping as text } from '../text/shared-files.en';
import { type FolderContent, readFolder } from './dropped-entries';
import type { FilesStore } from './files-store';

/** A guard against a whole disk dropped by mistake: each file is looked at before packing begins. */
const mostFiles = 20_000;

export interface FolderSharing {
  readonly files: Pick<FilesStore, 'shareFolder'>;
  readonly toasts: Pick<Toasts, 'show'>;
}

/** Shares a dropped folder with everyone (`to` null) or with one, and says what of it could not be read. */
export async function shareDropped(
  sharing: FolderSharing,
  folder: FileSystemDirectoryEntry,
  to: string | null,
): Promise<void> {
  await share(sharing, folder.name, await readFolder(folder, mostFiles), to);
}

/** The same with what a folder chooser gave: every file with its path, the folder's own name in front. */
export async function shareChosen(sharing: FolderSharing, chosen: readonly File[]): Promise<void> {
  const name = chosen[0]?.webkitRelativePath.split('/')[0];
  if (name === undefined) return;
  const entries = chosen.map((file) => ({
    path: file.webkitRelativePath.slice(name.length + 1),
    file,
  }));
  await share(sharing, name, { entries, unreadable: [], isCut: chosen.length > mostFiles }, null);
}

async function share(
  { files, toasts }: FolderSharing,
  name: string,
  { entries, unreadable, isCut }: FolderContent,
  to: string | null,
): Promise<void> {
  const [first] = unreadable;
  if (isCut) return toasts.show(text.tooMany(name, mostFiles));
  if (entries.length === 0)
    return toasts.show(first === undefined ? text.emptyFolder(name) : text.unreadableFolder(name));
  if (first !== undefined) toasts.show(text.leftOut(name, unreadable.length, first));
  await files.shareFolder(name, entries, to);
}
