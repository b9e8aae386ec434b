import type { TransferFailure } from './transfer-error';

/**
 * `offered`: can be taken; an own share stays so while it is served. `verifying`: every piece is here and the whole is
 * hashed once more from disk. `verified`: byte-equal to what was announced, can be saved.
 */
export type TransferPhase =
  'offered' | 'receiving' | 'paused' | 'verifying' | 'verified' | 'failed' | 'cancelled';

/** How far one receiver of an own share is, in the receiver's own words. */
export interface ReceiverState {
  readonly participantId: string;
  readonly verifiedBytes: number;
  readonly state: 'receiving' | 'paused' | 'cancelled' | 'verified' | 'failed';
  /** While receiving: how fast it gets on, from whomever; averaged over a few seconds. */
  readonly bytesPerSecond?: number;
}

/** Everything there is to show about one share. A new object whenever something changed. */
export interface TransferState {
  readonly shareId: string;
  readonly direction: 'sending' | 'receiving';
  readonly phase: TransferPhase;
  /** Bytes of pieces whose hash was right; for an own share all of them. */
  readonly verifiedBytes: number;
  /** Received for a share that is taken, sent for an own share; averaged over a few seconds. */
  readonly bytesPerSecond: number;
  /** Null while there is no speed to reckon with. */
  readonly secondsLeft: number | null;
  /** Participants known to have pieces of it; empty while receiving means waiting for somebody who has it. */
  readonly sources: readonly string[];
  /** Set when and only when `phase` is `failed`. */
  readonly failure?: TransferFailure;
  /** Of an own share: those who are here have every piece among them, so that the sharer may leave. */
  readonly isHeldByOthers?: true;
  /** Of an own share: everyone who took it. */
  readonly receivers: readonly ReceiverState[];
}
