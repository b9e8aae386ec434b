import { toHex } from '../digest';
import { directoryAt } from './private-directory';
import { StreamingSha256 } from '../streaming-sha256';

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

/** Not in TypeScript's library, nor in every browser. Source: https://wicg.github.io/scheduling-apis */
interface TaskScheduler {
  postTask(task: () => void, options: { priority: 'background' }): Promise<void>;
}

/** Read for hashing at once: long enough to be fast, short enough that what is to be written hardly waits. */
const blockBytes = 256 * 1024;

/** Together two seconds: tearing a page down takes a tenth of that. */
const openAttempts = 20;
const openDelayMs = 100;

/** One file of the private file system, read and written where it lies; works in a dedicated worker only. */
export class DiskFile {
  readonly hasEarlierBytes: boolean;
  private readonly digest = new StreamingSha256();
  private settledBytes = 0;
  private hashedBytes = 0;
  private hashing: Promise<void> | null = null;
  /** Read into again and again: fresh memory for each block costs more than reading it. */
  private block: Uint8Array | null = null;
  private isClosed = false;

  private constructor(
    private readonly handle: SyncAccessHandle,
    private readonly sizeBytes: number,
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
  read(at: number, lengthBytes: number): Uint8Array {
    const bytes = new Uint8Array(lengthBytes);
    const read = this.handle.read(bytes, { at });
    return read === lengthBytes ? bytes : bytes.slice(0, read);
  }

  /** All bytes before this one are final. Returns at once; hashing goes on in between other calls. */
  settle(endByte: number): null {
    this.settledBytes = Math.max(this.settledBytes, endByte);
    void this.hashOn().catch(() => null); // `sha256` meets the same error and tells it
    return null;
  }

  async sha256(): Promise<string> {
    if (this.settledBytes < this.sizeBytes)
      throw new DOMException('bytes are missing', 'InvalidStateError');
    while (this.hashedBytes < this.sizeBytes) await this.hashOn();
    return toHex(this.digest.digest());
  }

  /** Without a flush: waiting for the disk takes a third of the speed, and bytes that a power cut takes are not believed later anyway. */
  close(): void {
    this.isClosed = true;
    this.handle.close();
  }

  private hashOn(): Promise<void> {
    this.hashing ??= this.hashSettled().finally(() => (this.hashing = null));
    return this.hashing;
  }

  private async hashSettled(): Promise<void> {
    while (this.hashedBytes < this.settledBytes) {
      if (this.isClosed) throw new DOMException('the file was closed', 'InvalidStateError');
      const lengthBytes = Math.min(blockBytes, this.settledBytes - this.hashedBytes);
      this.block ??= new Uint8Array(blockBytes);
      const block = this.block.subarray(0, lengthBytes);
      if (this.handle.read(block, { at: this.hashedBytes }) < lengthBytes)
        throw new DOMException('bytes are missing', 'NotReadableError');
      this.digest.update(block);
      this.hashedBytes += block.length;
      await nextTask();
    }
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

/** Lets waiting messages in, all of them where the browser can tell. A timer would be held back to 4 ms, which halves the speed of hashing. */
function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: TaskScheduler };
  if (scheduler) return scheduler.postTask(() => undefined, { priority: 'background' });
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
