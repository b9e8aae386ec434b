import type { ReadOptions } from '../blob-reading';
import type { FileHasher } from '../describe-file';
import { TransferError } from '../transfer-error';
import type { WorkerCallName, WorkerCalls, WorkerReply } from './worker-protocol';

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (cause: unknown) => void;
  readonly onProgress: ((bytes: number) => void) | undefined;
}

interface CallOptions extends ReadOptions {
  readonly transfer?: Transferable[];
}

/**
 * The page's end of the worker that hashes files and writes them to disk (the other end is `runFileTransferWorker`).
 * Lifetime: until `close`, which ends the worker; what is waiting then rejects with TransferError `closed`.
 */
export class FileTransferWorker implements FileHasher {
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended = new AbortController();
  private lastId = 0;

  constructor(private readonly worker: Worker) {
    const { signal } = this.ended;
    worker.addEventListener('message', ({ data }) => this.receive(data as WorkerReply), { signal });
    worker.addEventListener('error', (event) => this.endAll(event.message), { signal });
  }

  hashPieces(
    file: Blob,
    pieceSizeBytes: number,
    options: ReadOptions,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.call('hash-pieces', { file, pieceSizeBytes }, options);
  }

  sha256(file: Blob, options: ReadOptions): Promise<string> {
    return this.call('sha256', { file }, options);
  }

  call<Name extends WorkerCallName>(
    call: Name,
    input: WorkerCalls[Name]['input'],
    { transfer = [], signal, onProgress }: CallOptions = {},
  ): Promise<WorkerCalls[Name]['output']> {
    if (this.ended.signal.aborted) return Promise.reject(TransferError.of('closed', call));
    const id = (this.lastId += 1);
    const abort = () => this.worker.postMessage({ id, call: 'abort' });
    const answered = new Promise<WorkerCalls[Name]['output']>((resolve, reject) => {
      const settle = resolve as (output: unknown) => void;
      this.waiting.set(id, { resolve: settle, reject, onProgress });
    });
    this.worker.postMessage({ id, call, input }, transfer);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    return answered.finally(() => signal?.removeEventListener('abort', abort));
  }

  close(): void {
    this.endAll('the worker was closed');
    this.worker.terminate();
  }

  private endAll(message: string): void {
    this.ended.abort();
    for (const { reject } of this.waiting.values()) reject(TransferError.of('closed', message));
    this.waiting.clear();
  }

  private receive(reply: WorkerReply): void {
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    if (reply.type === 'progress') return waiting.onProgress?.(reply.bytes);
    this.waiting.delete(reply.id);
    if (reply.type === 'done') return waiting.resolve(reply.output);
    const { code, name, message } = reply;
    const cause = Object.assign(new Error(message), { name });
    waiting.reject(code ? TransferError.of(code, message, cause) : cause);
  }
}
