import type { ReadOptions } from '../blob-reading';
import { inThreadHasher } from '../describe-file';
import { digestOf } from '../digest';
import { DiskFile } from './disk-file';
import { packFolder } from './pack-folder';
import { TransferError } from '../transfer-error';
import type { WorkerReply, WorkerRequest } from './worker-protocol';

/** What of a dedicated worker's global scope is needed. */
export interface WorkerScope {
  readonly navigator: { readonly storage: Pick<StorageManager, 'getDirectory'> };
  postMessage(message: unknown, options?: { transfer?: Transferable[] }): void;
  addEventListener(type: 'message', listen: (event: MessageEvent) => void): void;
}

/**
 * The worker's end of `FileTransferWorker`. The app has a worker file of its own, whose whole text is
 * `import { runFileTransferWorker } from '@parley/file-transfer'; runFileTransferWorker(self);`
 */
export function runFileTransferWorker(scope: WorkerScope): void {
  const desk = new WorkerDesk(scope);
  scope.addEventListener('message', ({ data }) => void desk.answer(data as WorkerRequest));
}

class WorkerDesk {
  private readonly files = new Map<string, DiskFile>();
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly scope: WorkerScope) {}

  async answer(request: WorkerRequest): Promise<void> {
    const { id } = request;
    if (request.call === 'abort') return this.running.get(id)?.abort();
    const aborting = new AbortController();
    this.running.set(id, aborting);
    try {
      const output = await this.do(request, aborting.signal);
      const transfer = output instanceof Uint8Array ? [output.buffer] : [];
      this.reply({ id, type: 'done', output }, transfer as ArrayBuffer[]);
    } catch (cause) {
      this.reply(failure(id, cause));
    } finally {
      this.running.delete(id);
    }
  }

  /** What the call gives, or a promise of it. */
  private do(request: Exclude<WorkerRequest, { call: 'abort' }>, signal: AbortSignal): unknown {
    const onProgress = (bytes: number) => this.reply({ id: request.id, type: 'progress', bytes });
    const options = { signal, onProgress };
    switch (request.call) {
      case 'hash-pieces':
        return inThreadHasher.hashPieces(request.input.file, request.input.pieceSizeBytes, options);
      case 'sha256':
        return inThreadHasher.sha256(request.input.file, options);
      case 'open-file':
        return this.openFile(request.input);
      case 'write-file':
        return this.writeFile(request.input);
      case 'read-file':
        return this.fileOf(request.input.key).read(request.input.at, request.input.lengthBytes);
      case 'digest-file':
        return digestOf(
          this.fileOf(request.input.key).read(request.input.at, request.input.lengthBytes),
        );
      case 'pack-folder':
        return this.packFolder(request.input, options);
      case 'close-file':
        return this.closeFile(request.input.key);
    }
  }

  private async openFile({ key, path, name, sizeBytes }: OpenInput) {
    const root = await this.scope.navigator.storage.getDirectory();
    const file = await DiskFile.open(root, path, name, sizeBytes);
    this.files.set(key, file);
    return { hasEarlierBytes: file.hasEarlierBytes };
  }

  private writeFile({ key, writes }: WriteInput): null {
    const file = this.fileOf(key);
    for (const { at, bytes } of writes) file.write(at, bytes);
    return null;
  }

  private async packFolder(
    { path, name, entries }: PackInput,
    options: ReadOptions,
  ): Promise<null> {
    const root = await this.scope.navigator.storage.getDirectory();
    const file = await DiskFile.open(root, path, name, Number.MAX_SAFE_INTEGER);
    try {
      await packFolder(entries, file, options);
    } finally {
      file.close();
    }
    return null;
  }

  private closeFile(key: string): null {
    const file = this.files.get(key);
    this.files.delete(key);
    file?.close();
    return null;
  }

  private fileOf(key: string): DiskFile {
    const file = this.files.get(key);
    if (file) return file;
    throw TransferError.of('closed', 'the file was closed');
  }

  private reply(reply: WorkerReply, transfer: Transferable[] = []): void {
    this.scope.postMessage(reply, { transfer });
  }
}

type PackInput = Extract<WorkerRequest, { call: 'pack-folder' }>['input'];
type WriteInput = Extract<WorkerRequest, { call: 'write-file' }>['input'];
type OpenInput = Extract<WorkerRequest, { call: 'open-file' }>['input'];

function failure(id: number, cause: unknown): WorkerReply {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const code = error instanceof TransferError ? error.code : null;
  return { id, type: 'failed', code, name: error.name, message: error.message };
}
