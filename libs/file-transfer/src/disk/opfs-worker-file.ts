import { readBlob } from '../blob-reading';
import type { PieceFrame } from '../piece-frame';
import type { PieceFile, PieceFileShape, PiecePart } from '../piece-store';
import { TransferError } from '../transfer-error';
import type { FileTransferWorker } from './file-transfer-worker';
import type { KeptFolder } from './kept-folder';
import { PartRing, readRing, ringBytes } from './part-ring';
import {
  bytesName,
  hashesName,
  partsName,
  readFileIfThere,
  removeIfThere,
} from './private-directory';
import type { FileWrite, WorkerCallName, WorkerCalls } from './worker-protocol';

let openedFiles = 0;

/** A file that a worker writes in place. While it grows the worker has it; once whole it is a Blob on disk. */
export class OpfsWorkerFile implements PieceFile {
  readonly isChosen = false;
  private whole: Promise<Blob> | null = null;
  private readonly ring = new PartRing((writes) => {
    // Where there is no room for them, the piece is sent again.
    this.write(this.partsKey, writes).catch(() => undefined);
  });

  private constructor(
    private readonly worker: FileTransferWorker,
    private readonly folder: KeptFolder,
    private readonly key: string,
    private readonly shape: PieceFileShape,
    private readonly earlier: { readonly hasPieces: boolean; readonly hasParts: boolean },
  ) {}

  static async open(
    worker: FileTransferWorker,
    folder: KeptFolder,
    shape: PieceFileShape,
  ): Promise<OpfsWorkerFile> {
    const key = String((openedFiles += 1));
    const { path } = folder;
    const { sizeBytes } = shape;
    const open = (call: string, name: string, size: number) =>
      worker.call('open-file', { key: call, path, name, sizeBytes: size });
    const [pieces, parts] = await Promise.all([
      open(key, bytesName, sizeBytes),
      open(`${key}:${partsName}`, partsName, ringBytes),
    ]);
    const earlier = { hasPieces: pieces.hasEarlierBytes, hasParts: parts.hasEarlierBytes };
    return new OpfsWorkerFile(worker, folder, key, shape, earlier);
  }

  get hasEarlierBytes(): boolean {
    return this.earlier.hasPieces || this.earlier.hasParts;
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
      await this.write(key, [{ at: 0, bytes: hashes.slice() }]);
    } finally {
      await this.call('close-file', { key });
    }
  }

  keepPart(part: PieceFrame): void {
    this.ring.keep(part);
  }

  async keptParts(): Promise<readonly PiecePart[]> {
    if (!this.earlier.hasParts) return [];
    const { partsKey: key } = this;
    return readRing(await this.call('read-file', { key, at: 0, lengthBytes: ringBytes }));
  }

  async writePiece(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.write(this.key, [{ at: this.at(index), bytes }]);
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

  digestPiece(index: number, lengthBytes: number): Promise<Uint8Array> {
    return this.call('digest-file', { key: this.key, at: this.at(index), lengthBytes });
  }

  toBlob(): Promise<Blob> {
    this.whole ??= this.handOver();
    return this.whole;
  }

  async close(): Promise<void> {
    await this.letGo();
    await this.folder.close();
  }

  async discard(): Promise<void> {
    await this.letGo();
    await this.folder.discard();
  }

  private async letGo(): Promise<void> {
    this.ring.flush();
    await this.call('close-file', { key: this.key });
    await this.call('close-file', { key: this.partsKey });
  }

  /** The worker lets go of the file, and the page takes it where it lies. */
  private async handOver(): Promise<Blob> {
    await this.letGo();
    try {
      await removeIfThere(this.folder.directory, partsName);
      await this.folder.finishWriting();
      return await (await this.folder.directory.getFileHandle(bytesName)).getFile();
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }

  /** Takes the memory of what is written. */
  private async write(key: string, writes: readonly FileWrite[]): Promise<void> {
    const memory = writes.map(({ bytes }) => bytes.buffer);
    await this.call('write-file', { key, writes }, memory);
  }

  private get partsKey(): string {
    return `${this.key}:${partsName}`;
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
