import type { FileHasher, FileHashes } from './describe-file';

/** The page's end of the worker that hashes files and writes them to disk. Lifetime: until `close`, which ends the worker. */
export class FileTransferWorker implements FileHasher {
  constructor(private readonly worker: Worker) {}

  hashFile(): Promise<FileHashes> {
    return Promise.reject(new Error('not built yet'));
  }

  close(): void {
    this.worker.terminate();
  }
}
