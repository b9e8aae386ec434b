import type { PieceFileShape } from '../piece-store';
import { TransferError } from '../transfer-error';
import { FileLock, type Locks } from './file-lock';
import { directoryAt, filesDirectory, removeIfThere } from './private-directory';

/** Folders of this page's files unless a caller names others. */
export const usualFolder = 'kept';
/** So many tabs may take the same bytes at once; each but the first has its own copy. */
const maxCopies = 8;

/** Where kept files lie, and what keeps tabs apart. */
export interface KeptPlace {
  readonly storage: Pick<StorageManager, 'getDirectory'>;
  readonly locks: Locks;
  readonly folder: string;
}

/** The folder of one kept file: named by what is in it, used by any tab, written by one. Lifetime: until `close` or `discard`. */
export class KeptFolder {
  private constructor(
    private readonly lock: FileLock,
    private readonly parent: FileSystemDirectoryHandle,
    readonly directory: FileSystemDirectoryHandle,
    /** From the root of the private file system. */
    readonly path: readonly string[],
  ) {}

  /** The folder of these bytes, or a copy of it where another download writes them right now. */
  static async ofContent(place: KeptPlace, shape: PieceFileShape): Promise<KeptFolder> {
    const name = `${shape.rootHash}-${shape.sizeBytes}`;
    for (let copy = 0; copy < maxCopies; copy += 1) {
      const folder = await KeptFolder.open(place, copy === 0 ? name : `${name}~${copy}`);
      if (folder) return folder;
    }
    throw TransferError.of('storage-failed', 'the same bytes are written too often at once');
  }

  /** Null where somebody else is writing in it. */
  static async open(place: KeptPlace, name: string): Promise<KeptFolder | null> {
    const lock = await FileLock.take(place.locks, lockName(place, name));
    if (!lock) return null;
    try {
      const path = [filesDirectory, place.folder];
      const parent = await directoryAt(await place.storage.getDirectory(), path);
      const directory = await directoryAt(parent, [name]);
      return new KeptFolder(lock, parent, directory, [...path, name]);
    } catch (cause) {
      await lock.release();
      throw TransferError.fromStorage(cause);
    }
  }

  /** Everything is written: others who want the same bytes may open it too. */
  finishWriting(): Promise<void> {
    return this.lock.finishWriting();
  }

  close(): Promise<void> {
    return this.lock.release();
  }

  /** Deletes the folder, unless another tab uses it. */
  async discard(): Promise<void> {
    const remove = () => removeIfThere(this.parent, this.directory.name);
    await this.lock.releaseAndDelete(remove).catch((cause: unknown) => {
      throw TransferError.fromStorage(cause);
    });
  }
}

export function lockName({ folder }: Pick<KeptPlace, 'folder'>, name: string): string {
  return `parley-file:${folder}/${name}`;
}
