import type { FileTransferWorker } from './file-transfer-worker';
import type { PieceFile, PieceFileShape, PieceStore } from './piece-store';

export interface OpfsPieceStoreOptions {
  /** One folder per meeting, so that meetings in two tabs do not meet on disk: [A-Za-z0-9-]. */
  readonly folder: string;
  /** With it pieces are written through a sync access handle, several times faster; without it one small file per piece. */
  readonly worker?: FileTransferWorker;
}

/** Keeps pieces on disk in the Origin Private File System. */
export class OpfsPieceStore implements PieceStore {
  constructor(private readonly options: OpfsPieceStoreOptions) {}

  open(_shareId: string, _shape: PieceFileShape): Promise<PieceFile> {
    return Promise.reject(new Error(`not built yet ${this.options.folder}`));
  }
}
