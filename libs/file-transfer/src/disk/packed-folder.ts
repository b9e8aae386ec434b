import type { ReadOptions } from '../blob-reading';
import { TransferError } from '../transfer-error';
import type { Locks } from './file-lock';
import type { FileTransferWorker } from './file-transfer-worker';
import { KeptFolder, usualFolder } from './kept-folder';
import type { FolderEntry } from './pack-folder';
import { bytesName, fileIfThere } from './private-directory';

export interface PackedFolderPlace {
  /** Names the zip on disk: letters, digits and `-`. */
  readonly id: string;
  /** Defaults to the page's own. */
  readonly storage?: Pick<StorageManager, 'getDirectory'>;
  /** Defaults to the page's own. */
  readonly locks?: Locks;
}

export interface PackFolderOptions extends PackedFolderPlace, ReadOptions {
  readonly worker: FileTransferWorker;
}

/** A shared folder as one zip on this device's disk. Lifetime: until `discard`, or until it is swept. */
export class PackedFolder {
  private constructor(
    private readonly folder: KeptFolder,
    readonly file: File,
  ) {}

  /**
   * Packs in the worker; progress is told in bytes of the zip. Rejects with TransferError `aborted`,
   * `source-unreadable`, `storage-full` or `storage-failed`; then nothing is left.
   */
  static async pack(
    entries: readonly FolderEntry[],
    { worker, signal, onProgress, ...place }: PackFolderOptions,
  ): Promise<PackedFolder> {
    const folder = await folderOf(place);
    if (!folder) throw TransferError.of('storage-failed', 'it is being packed already');
    try {
      const input = { path: folder.path, name: bytesName, entries };
      await worker.call('pack-folder', input, {
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      });
      await folder.finishWriting();
      const handle = await folder.directory.getFileHandle(bytesName);
      return new PackedFolder(folder, await handle.getFile());
    } catch (cause) {
      await folder.discard();
      throw TransferError.fromStorage(cause);
    }
  }

  /** The zip that an earlier page packed under this id; null where there is none. */
  static async find(place: PackedFolderPlace): Promise<PackedFolder | null> {
    const folder = await folderOf(place);
    const file = folder && (await fileIfThere(folder.directory, bytesName));
    await folder?.finishWriting();
    if (file) return new PackedFolder(folder, file);
    await folder?.discard();
    return null;
  }

  discard(): Promise<void> {
    return this.folder.discard();
  }
}

function folderOf({
  id,
  storage = navigator.storage,
  locks = navigator.locks,
}: PackedFolderPlace): Promise<KeptFolder | null> {
  return KeptFolder.open({ storage, locks, folder: usualFolder }, `zip-${id}`);
}
