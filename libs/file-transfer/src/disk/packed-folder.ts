import type { HashFileOptions } from '../describe-file';
import { TransferError } from '../transfer-error';
import type { Locks } from './file-lock';
import type { FileTransferWorker } from './file-transfer-worker';
import { KeptFolder, usualFolder } from './kept-folder';
import type { FolderEntry } from './pack-folder';
import { bytesName } from './private-directory';

export interface PackFolderOptions extends HashFileOptions {
  readonly worker: FileTransferWorker;
  /** Names the zip on disk: letters, digits and `-`; nothing is there under it. */
  readonly id: string;
  readonly storage?: Pick<StorageManager, 'getDirectory'>;
  readonly locks?: Locks;
}

/** A shared folder as one zip on this device's disk. Lifetime: until `discard`, or until it is swept. */
export class PackedFolder {
  private constructor(
    private readonly folder: KeptFolder,
    /** Finds the zip again after a reload. */
    readonly handle: FileSystemFileHandle,
    readonly file: File,
  ) {}

  /**
   * Packs in the worker; progress is told in bytes of the zip. Rejects with TransferError `aborted`,
   * `source-unreadable`, `storage-full` or `storage-failed`; then nothing is left.
   */
  static async pack(
    entries: readonly FolderEntry[],
    { worker, id, signal, onProgress, ...place }: PackFolderOptions,
  ): Promise<PackedFolder> {
    const { storage = navigator.storage, locks = navigator.locks } = place;
    const folder = await KeptFolder.open({ storage, locks, folder: usualFolder }, `zip-${id}`);
    if (!folder) throw TransferError.of('storage-failed', 'this id is being packed already');
    try {
      const input = { path: folder.path, name: bytesName, entries };
      await worker.call('pack-folder', input, {
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      });
      const handle = await folder.directory.getFileHandle(bytesName);
      return new PackedFolder(folder, handle, await handle.getFile());
    } catch (cause) {
      await folder.discard();
      throw TransferError.fromStorage(cause);
    }
  }

  discard(): Promise<void> {
    return this.folder.discard();
  }
}
