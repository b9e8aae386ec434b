import type { FileTransferWorker } from './file-transfer-worker';
import { OpfsPieceFolder } from './opfs-piece-folder';
import { OpfsWorkerFile } from './opfs-worker-file';
import type { PieceFile, PieceFileShape, PieceStore } from '../piece-store';
import { directoryAt, filesDirectory, removeIfThere } from './private-directory';
import { TransferError } from '../transfer-error';

export interface OpfsPieceStoreOptions {
  /** One folder per meeting, so that meetings in two tabs do not meet on disk: letters, digits and `-`. */
  readonly folder: string;
  /** With it pieces are written in place by a worker, several times faster; without it each piece is a small file of its own. */
  readonly worker?: FileTransferWorker;
  /** Defaults to the page's own. */
  readonly storage?: Pick<StorageManager, 'getDirectory'>;
}

/** Keeps pieces on disk, in the Origin Private File System. Source: https://fs.spec.whatwg.org */
export class OpfsPieceStore implements PieceStore {
  private readonly storage: Pick<StorageManager, 'getDirectory'>;

  constructor(private readonly options: OpfsPieceStoreOptions) {
    if (!/^[A-Za-z0-9-]+$/.test(options.folder))
      throw TransferError.of('storage-failed', 'a folder name has letters, digits and - only');
    this.storage = options.storage ?? navigator.storage;
  }

  async open(shareId: string, shape: PieceFileShape): Promise<PieceFile> {
    const { folder, worker } = this.options;
    const path = [filesDirectory, folder];
    try {
      const directory = await directoryAt(await this.storage.getDirectory(), path);
      return worker
        ? await OpfsWorkerFile.open(worker, directory, path, shareId, shape)
        : await OpfsPieceFolder.open(directory, shareId, shape);
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }

  /** Deletes everything of this meeting, also what an earlier page left; nothing of it may be open. */
  async clear(): Promise<void> {
    const directory = await directoryAt(await this.storage.getDirectory(), [filesDirectory]);
    await removeIfThere(directory, this.options.folder);
  }
}
