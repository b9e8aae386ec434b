import type { Manifest } from '@parley/contract';
import type { Clock } from './clock';
import type { PieceStore } from './piece-store';
import type { TransferState } from './transfer-state';

/** A share as the server announced it. */
export interface Share {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly manifest: Manifest;
}

export interface FileTransfersOptions {
  /** The own participant id. */
  readonly selfId: string;
  readonly store: PieceStore;
  readonly clock: Clock;
  /** Called at once when a phase changes, and a few times a second while bytes move; never after `close`. */
  readonly onChange: (states: readonly TransferState[]) => void;
  /** A participant broke the rules again and again and is not listened to any more; for the log. */
  readonly onPeerDropped?: (participantId: string) => void;
}

/** All the shares of one meeting: serves own files, takes others', passes verified pieces on. Lifetime: until `close`. */
export class FileTransfers {
  constructor(private readonly options: FileTransfersOptions) {}
  /** Own file, to be served from now on. Call it before announcing, so that nobody asks too early. */
  offer(
    _shareId: string,
    _to: string | null,
    _manifest: Manifest,
    _pieceHashes: Uint8Array,
    _file: Blob,
  ): void {
    throw new Error('not built yet');
  }
  /** A share that the server announced; an own one that is offered already is left as it is. */
  addShare(_share: Share): void {
    throw new Error('not built yet');
  }
  /** Withdrawn: not served, not taken any more; gone from the states. */
  removeShare(_shareId: string): void {
    throw new Error('not built yet');
  }
  /** The `files` channel to a participant; a second one replaces the first. */
  attach(_participantId: string, _channel: RTCDataChannel): void {
    throw new Error('not built yet');
  }
  detach(_participantId: string): void {
    throw new Error('not built yet');
  }
  download(_shareId: string): void {
    throw new Error('not built yet');
  }
  pause(_shareId: string): void {
    throw new Error('not built yet');
  }
  resume(_shareId: string): void {
    throw new Error('not built yet');
  }
  /** Stops taking and deletes what came; of an own share, stops serving it. */
  cancel(_shareId: string): void {
    throw new Error('not built yet');
  }
  /** The verified file, backed by the store: bytes do not pass through memory. Rejects with `not-verified`. */
  save(_shareId: string): Promise<File> {
    return Promise.reject(new Error('not built yet'));
  }
  states(): readonly TransferState[] {
    return [];
  }
  /** Ends everything and deletes what was stored. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
