export type { ReadOptions } from './blob-reading';
export { systemClock, type Clock } from './clock';
export { TransferError, type TransferErrorCode, type TransferFailure } from './transfer-error';
export type { ReceiverState, TransferPhase, TransferState } from './transfer-state';
export type { PieceFile, PieceFileShape, PieceStore } from './piece-store';
export {
  describeFile,
  inThreadHasher,
  type DescribedFile,
  type DescribeFileOptions,
  type FileHasher,
} from './describe-file';
export { FileTransfers, type FileTransfersOptions } from './file-transfers';
export type { Share } from './manifest';
export { defaultPace, type PaceSetting } from './pace';
export type { Refusal } from './conduct';
export type { FileRelay, RelayPort } from './relay/relay-port';
export { serverSource } from './relay/relay-source';
export { MemoryPieceStore } from './memory-piece-store';
export { OpfsPieceStore, type OpfsPieceStoreOptions } from './disk/opfs-piece-store';
export { FileTransferWorker } from './disk/file-transfer-worker';
export { runFileTransferWorker, type WorkerScope } from './disk/run-file-transfer-worker';
export { ChosenPlace } from './disk/chosen-place';
export { PackedFolder, type PackedFolderPlace, type PackFolderOptions } from './disk/packed-folder';
export { sweepKeptFiles, type SweepOptions } from './disk/sweep-kept-files';
export type { FolderEntry } from './disk/pack-folder';
export type { Locks } from './disk/file-lock';
