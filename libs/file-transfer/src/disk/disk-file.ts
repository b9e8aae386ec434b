import { directoryAt } from './private-directory';

/** FileSystemSyncAccessHandle: in TypeScript's worker library only, and this file is compiled with the page's. */
interface SyncAccessHandle {
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(sizeBytes: number): void;
  getSize(): number;
  close(): void;
}
interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}

/** Together two seconds: tearing a page down takes a tenth of that. */
const openAttempts = 20;
const openDelayMs = 100;

/** One file of the private file system, read and written where it lies; works in a dedicated worker only. */
export class DiskFile {
  readonly hasEarlierBytes: boolean;

  private constructor(
    private readonly handle: SyncAccessHandle,
    sizeBytes: number,
  ) {
    this.hasEarlierBytes = handle.getSize() > 0;
    if (handle.getSize() > sizeBytes) handle.truncate(sizeBytes);
  }

  static async open(
    root: FileSystemDirectoryHandle,
    path: readonly string[],
    name: string,
    sizeBytes: number,
  ): Promise<DiskFile> {
    const directory = await directoryAt(root, path);
    const file = (await directory.getFileHandle(name, { create: true })) as SyncFileHandle;
    return new DiskFile(await openHandle(file), sizeBytes);
  }

  write(at: number, bytes: Uint8Array): null {
    const written = this.handle.write(bytes, { at });
    if (written === bytes.length) return null;
    throw new DOMException('the disk took only a part', 'QuotaExceededError');
  }

  /** Fewer bytes where the file ends before. */
  read(at: number, lengthBytes: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(lengthBytes);
    const read = this.handle.read(bytes, { at });
    return read === lengthBytes ? bytes : bytes.slice(0, read);
  }

  /** Without a flush: waiting for the disk takes a third of the speed, and bytes that a power cut takes are not believed later anyway. */
  close(): void {
    this.handle.close();
  }
}

/** The page before a reload may hold the file a moment longer than its lock: the browser tells nobody when it lets go. */
async function openHandle(file: SyncFileHandle): Promise<SyncAccessHandle> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (cause) {
      const isHeld = cause instanceof DOMException && cause.name === 'NoModificationAllowedError';
      if (!isHeld || attempt === openAttempts) throw cause;
      await new Promise((resolve) => setTimeout(resolve, openDelayMs));
    }
  }
}
