import type { FolderEntry } from './pack-folder';
import type { TransferErrorCode } from '../transfer-error';

/** Bytes for a place in a file. */
export interface FileWrite {
  readonly at: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the page may ask of its worker, and what comes back. */
export interface WorkerCalls {
  'hash-pieces': {
    readonly input: { readonly file: Blob; readonly pieceSizeBytes: number };
    readonly output: Uint8Array<ArrayBuffer>;
  };
  sha256: { readonly input: { readonly file: Blob }; readonly output: string };
  /** Opens or makes a file in the private file system under a key of the caller's choice. */
  'open-file': {
    readonly input: {
      readonly key: string;
      readonly path: readonly string[];
      readonly name: string;
      readonly sizeBytes: number;
    };
    readonly output: { readonly hasEarlierBytes: boolean };
  };
  'write-file': {
    readonly input: { readonly key: string; readonly writes: readonly FileWrite[] };
    readonly output: null;
  };
  'read-file': {
    readonly input: { readonly key: string; readonly at: number; readonly lengthBytes: number };
    readonly output: Uint8Array<ArrayBuffer>;
  };
  /** SHA-256 of bytes as they lie there; of fewer where the file ends before. */
  'digest-file': {
    readonly input: { readonly key: string; readonly at: number; readonly lengthBytes: number };
    readonly output: Uint8Array;
  };
  /** Packs a folder as one zip into a file of the private file system; told of in bytes written. */
  'pack-folder': {
    readonly input: {
      readonly path: readonly string[];
      readonly name: string;
      readonly entries: readonly FolderEntry[];
    };
    readonly output: null;
  };
  'close-file': { readonly input: { readonly key: string }; readonly output: null };
}
export type WorkerCallName = keyof WorkerCalls;

export type WorkerRequest =
  | {
      readonly [Name in WorkerCallName]: {
        readonly id: number;
        readonly call: Name;
        readonly input: WorkerCalls[Name]['input'];
      };
    }[WorkerCallName]
  | { readonly id: number; readonly call: 'abort' };

export type WorkerReply =
  | { readonly id: number; readonly type: 'done'; readonly output: unknown }
  | { readonly id: number; readonly type: 'progress'; readonly bytes: number }
  | {
      readonly id: number;
      readonly type: 'failed';
      readonly code: TransferErrorCode | null;
      readonly name: string;
      readonly message: string;
    };
