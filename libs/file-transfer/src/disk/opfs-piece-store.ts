import type { PieceFile, PieceFileShape, PieceStore } from '../piece-store';
import { TransferError } from '../transfer-error';
import type { Locks } from './file-lock';
import type { FileTransferWorker } from './file-transfer-worker';
import { KeptFolder, type KeptPlace, usualFolder } from './kept-folder';
import { OpfsPieceFolder } from './opfs-piece-folder';
import { OpfsWorkerFile } from './opfs-worker-file';

export interface OpfsPieceStoreOptions {
  /** Stores of the same folder share what they keep: letters, digits and `-`. Defaults to one for all of the page's origin. */
  readonly folder?: string;
  /** With it pieces are written in place by a worker, several times faster; without it each piece is a small file of its own. */
  readonly worker?: FileTransferWorker;
  /** Defaults to the page's own. */
  readonly storage?: Pick<StorageManager, 'getDirectory'>;
  /** Defaults to the page's own. */
  readonly locks?: Locks;
}

/**
 * Keeps pieces on disk by what they are, in the Origin Private File System: whatever page wants the same bytes goes on
 * from them. Source: https://fs.spec.whatwg.org
 */
export class OpfsPieceStore implements PieceStore {
  private readonly place: KeptPlace;
  private readonly worker: FileTransferWorker | null;

  constructor(options: OpfsPieceStoreOptions = {}) {
    const { folder = usualFolder, worker = null } = options;
    if (!/^[A-Za-z0-9-]+$/.test(folder))
      throw TransferError.of('storage-failed', 'a folder name has letters, digits and - only');
    const { storage = navigator.storage, locks = navigator.locks } = options;
    this.place = { storage, locks, folder };
    this.worker = worker;
  }

  async open(shape: PieceFileShape): Promise<PieceFile> {
    const folder = await KeptFolder.ofContent(this.place, shape);
    try {
      return this.worker
        ? await OpfsWorkerFile.open(this.worker, folder, shape)
        : await OpfsPieceFolder.open(folder, shape);
    } catch (cause) {
      await folder.close();
      throw TransferError.fromStorage(cause);
    }
  }
}
