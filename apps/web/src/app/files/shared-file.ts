import type { FileShare } from '@parley/contract';
import type { TransferState } from '@parley/file-transfer';

/** A share and how far it is on this device. */
export interface SharedFile {
  readonly share: FileShare;
  readonly transfer: TransferState | null;
  /** An own share that this page, loaded anew, does not serve: `FilesStore.wake` does. */
  readonly isAsleep: boolean;
  /** Address of a small picture, drawn anew from the verified file; null where there is none to show (yet). */
  readonly preview: string | null;
  /** Name of the chosen place it is written to (`FilesStore.downloadTo`): there is nothing left to save. Null otherwise. */
  readonly place: string | null;
}

/** A file being packed or read before it can be announced. */
export interface Preparation {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly hashedBytes: number;
}

/** A file as the person chose it. With its handle, it is found again after a reload without being asked for. */
export interface ChosenFile {
  readonly file: File;
  /** From `showOpenFilePicker` or a drop's `getAsFileSystemHandle`, where the browser gives one. */
  readonly handle: FileSystemFileHandle | null;
}

/** One file of a folder. */
export interface FolderEntry {
  /** Within the folder, parts joined by `/`: `drawings/ground-floor.dwg`. */
  readonly path: string;
  readonly file: File;
}
