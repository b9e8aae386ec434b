import type { PieceFile, PieceFileShape, PieceStore } from './piece-store';

/** Keeps pieces in memory: for tests, and for browsers without a private file system. */
export class MemoryPieceStore implements PieceStore {
  open(_shareId: string, _shape: PieceFileShape): Promise<PieceFile> {
    return Promise.reject(new Error('not built yet'));
  }
}
