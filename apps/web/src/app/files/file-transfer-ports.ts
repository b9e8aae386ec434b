import { InjectionToken } from '@angular/core';
import {
  ChosenPlace,
  type Clock,
  type FileHasher,
  FileTransferWorker,
  type FolderEntry,
  OpfsPieceStore,
  PackedFolder,
  type PieceStore,
  type ReadOptions,
  systemClock,
} from '@parley/file-transfer';
import { saveAs } from '../shell/save-as';
import { drawPreview } from './draw-preview';
import { keptSources, type KeptSources } from './kept-sources';

/** A folder packed as one zip on this device's disk. */
export type Packed = Pick<PackedFolder, 'file' | 'discard'>;

/** Where pieces are kept, folders packed and files hashed; `close` ends the worker behind it all. */
export interface Disk {
  readonly store: PieceStore;
  readonly hasher: FileHasher;
  pack(id: string, entries: readonly FolderEntry[], options: ReadOptions): Promise<Packed>;
  /** What an earlier page packed under this id. */
  findPacked(id: string): Promise<Packed | null>;
  close(): void;
}

/** A place for one download that the person chose. */
export interface Place extends PieceStore {
  readonly name: string;
}

/** What the files of a meeting need of the browser; tests bring their own. */
export interface FileTransferPorts {
  readonly clock: Clock;
  readonly sources: KeptSources;
  openDisk(): Disk;
  saveAs(file: Blob, name: string): void;
  /** Asks for a place to save under this name; null when none was chosen. */
  choosePlace(name: string): Promise<Place | null>;
  /** Asks for one file; null when none was chosen. */
  chooseFile(): Promise<File | null>;
  /** A small picture drawn anew from an image; null where it is none that can be drawn safely. */
  drawPreview(file: Blob): Promise<Blob | null>;
}

export const fileTransferPorts = new InjectionToken<FileTransferPorts>('fileTransferPorts', {
  factory: () => ({
    clock: systemClock,
    sources: keptSources(),
    ...{ openDisk, saveAs, choosePlace, chooseFile, drawPreview },
  }),
});

function openDisk(): Disk {
  const worker = new FileTransferWorker(
    new Worker(new URL('./file-transfer.worker', import.meta.url), { type: 'module' }),
  );
  return {
    store: new OpfsPieceStore({ worker }),
    hasher: worker,
    pack: (id, entries, options) => PackedFolder.pack(entries, { worker, id, ...options }),
    findPacked: (id) => PackedFolder.find({ id }),
    close: () => worker.close(),
  };
}

/** `showSaveFilePicker` is not in TypeScript's library. Source: https://wicg.github.io/file-system-access */
type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

async function choosePlace(name: string): Promise<Place | null> {
  const { showSaveFilePicker } = window as { readonly showSaveFilePicker?: SavePicker };
  if (!showSaveFilePicker) return null;
  try {
    const handle = await showSaveFilePicker.call(window, { suggestedName: name });
    return new ChosenPlace(handle);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return null;
    throw cause;
  }
}

function chooseFile(): Promise<File | null> {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  return new Promise((resolve) => {
    chooser.addEventListener('change', () => resolve(chooser.files?.[0] ?? null));
    chooser.addEventListener('cancel', () => resolve(null));
    chooser.click();
  });
}
