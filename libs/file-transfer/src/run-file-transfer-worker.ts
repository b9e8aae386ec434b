/**
 * The worker's end: call it once in a worker of the app, whose whole text is
 * `import { runFileTransferWorker } from '@parley/file-transfer'; runFileTransferWorker(globalThis);`
 */
export function runFileTransferWorker(_scope: object): void {
  throw new Error('not built yet');
}
