import { readBlob } from '../describe-file';
import type { PieceFile, PieceFileShape } from '../piece-store';
import { TransferError } from '../transfer-error';
import type { FileTransferWorker } from './file-transfer-worker';
import type { KeptFolder } from './kept-folder';
import { bytesName, hashesName, readFileIfThere } from './private-directory';
import type { WorkerCallName, WorkerCalls } from './worker-protocol';

let openedFiles = 0;

/** A file that a worker writes in place. While it grows the worker has it; once whole it is a Blob on disk. */
export class OpfsWorkerFile implements PieceFile {
  readonly isChosen = false;
  private whole: Promise<Blob> | null = null;

  private constructor(
    private readonly worker: FileTransferWorker,
    private readonly folder: KeptFolder,
    private readonly key: string,
    private readonly shape: PieceFileShape,
    readonly hasEarlierBytes: boolean,
  ) {}

  static async open(
    worker: FileTransferWorker,
    folder: KeptFolder,
    shape: PieceFileShape,
  ): Promise<OpfsWorkerFile> {
    const key = String((openedFiles += 1));
    const { path } = folder;
    const { sizeBytes } = shape;
    const { hasEarlierBytes } = await worker.call('open-file', {
      key,
      path,
      name: bytesName,
      sizeBytes,
    });
    return new OpfsWorkerFile(worker, folder, key, shape, hasEarlierBytes);
  }

  async keptHashes(): Promise<Uint8Array<ArrayBuffer> | null> {
    return readFileIfThere(this.folder.directory, hashesName);
  }

  async keepHashes(hashes: Uint8Array): Promise<void> {
    const key = `${this.key}:${hashesName}`;
    const { path } = this.folder;
    const sizeBytes = hashes.length;
    await this.call('open-file', { key, path, name: hashesName, sizeBytes });
    try {
      await this.call('write-file', { key, at: 0, bytes: hashes.slice() });
    } finally {
      await this.call('close-file', { key });
    }
  }

  async writePiece(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { key } = this;
    await this.call('write-file', { key, at: this.at(index), bytes }, [bytes.buffer]);
  }

  async readPiece(
    index: number,
    offset: number,
    lengthBytes: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const at = this.at(index) + offset;
    if (this.whole) return readBlob(await this.whole, at, lengthBytes);
    return this.call('read-file', { key: this.key, at, lengthBytes });
  }

  settle(endByte: number): void {
    // What goes wrong here goes wrong again in `sha256`, which tells.
    this.call('settle-file', { key: this.key, endByte }).catch(() => null);
  }

  sha256(): Promise<string> {
    return this.call('digest-file', { key: this.key });
  }

  toBlob(): Promise<Blob> {
    this.whole ??= this.handOver();
    return this.whole;
  }

  async close(): Promise<void> {
    await this.call('close-file', { key: this.key });
    await this.folder.close();
  }

  async discard(): Promise<void> {
    await this.call('close-file', { key: this.key });
    await this.folder.discard();
  }

  /** The worker lets go of the file, and the page takes it where it lies. */
  private async handOver(): Promise<Blob> {
    await this.call('close-file', { key: this.key });
    await this.folder.finishWriting();
    try {
      return await (await this.folder.directory.getFileHandle(bytesName)).getFile();
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }

  private at(index: number): number {
    return index * this.shape.pieceSizeBytes;
  }

  private call<Name extends WorkerCallName>(
    call: Name,
    input: WorkerCalls[Name]['input'],
    transfer: Transferable[] = [],
  ): Promise<WorkerCalls[Name]['output']> {
    return this.worker.call(call, input, { transfer }).catch((cause: unknown) => {
      throw TransferError.fromStorage(cause);
    });
  }
}
