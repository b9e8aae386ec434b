import { InjectionToken } from '@angular/core';
import {
  type Clock,
  type FileHasher,
  FileTransferWorker,
  OpfsPieceStore,
  type PieceStore,
  systemClock,
} from '@parley/file-transfer';

/** Where pieces are kept and files are hashed; `close` ends the worker behind both. */
export interface Disk {
  readonly store: PieceStore;
  readonly hasher: FileHasher;
  close(): void;
}

/** What the file library needs of the browser; tests bring their own. */
export interface FileTransferPorts {
  readonly clock: Clock;
  /** `folder` names the seat: a reload finds its pieces again, two seats on one device do not meet. */
  openDisk(folder: string): Disk;
  saveAs(file: Blob, name: string): void;
}

/** Long enough for the browser to have opened the file; the address only keeps a handle, not the bytes. */
const addressLifetimeMs = 60_000;

export const fileTransferPorts = new InjectionToken<FileTransferPorts>('fileTransferPorts', {
  factory: () => ({ clock: systemClock, openDisk, saveAs }),
});

function openDisk(folder: string): Disk {
  const worker = new FileTransferWorker(
    new Worker(new URL('./file-transfer.worker', import.meta.url), { type: 'module' }),
  );
  const store = new OpfsPieceStore({ folder, worker });
  return { store, hasher: worker, close: () => worker.close() };
}

/** Saves through a link: the browser copies from disk, nothing opens by itself. */
function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifetimeMs);
}
