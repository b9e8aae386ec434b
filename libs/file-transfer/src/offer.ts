import type { FileChannelMessage } from '@parley/contract';
import type { Clock } from './clock';
import { holdingOfFile, type Holding } from './holding';
import type { Share } from './manifest';
import { RateMeter } from './rate-meter';
import type { TransferFailure } from './transfer-error';
import type { ReceiverState, TransferPhase, TransferState } from './transfer-state';

type Progress = Extract<FileChannelMessage, { type: 'progress' }>;

/** An own file that others may take, and how far each of them is. */
export class Offer {
  private phase: TransferPhase = 'offered';
  private failure: TransferFailure | null = null;
  private readonly receivers = new Map<string, ReceiverState>();
  private readonly meter: RateMeter;
  private readonly whole: Holding;

  constructor(
    private readonly share: Share,
    hashes: Uint8Array,
    private readonly file: Blob,
    clock: Clock,
  ) {
    this.meter = new RateMeter(() => clock.now());
    this.whole = holdingOfFile(share, hashes, file);
  }

  /** Null once nothing of it is served any more. */
  holding(): Holding | null {
    return this.phase === 'offered' ? this.whole : null;
  }

  cancel(): void {
    this.phase = 'cancelled';
  }

  /** The file changed or went since it was chosen: no further byte of it would be true. */
  fail(): void {
    this.phase = 'failed';
    this.failure = 'source-unreadable';
  }

  countSent(bytes: number): void {
    this.meter.count(bytes);
  }

  /** False where a receiver claims more than there is. */
  noteProgress(participantId: string, { verifiedBytes, state }: Progress): boolean {
    if (verifiedBytes > this.share.manifest.sizeBytes) return false;
    this.receivers.set(participantId, { participantId, verifiedBytes, state });
    return true;
  }

  /** Somebody is gone: only who has the whole file is still worth showing. */
  noteGone(participantId: string): void {
    if (this.receivers.get(participantId)?.state !== 'verified')
      this.receivers.delete(participantId);
  }

  toFile(): File {
    return new File([this.file], this.share.manifest.name, { type: 'application/octet-stream' });
  }

  state(): TransferState {
    return {
      shareId: this.share.id,
      direction: 'sending',
      phase: this.phase,
      verifiedBytes: this.share.manifest.sizeBytes,
      bytesPerSecond: this.meter.bytesPerSecond(),
      secondsLeft: null,
      sources: [],
      ...(this.failure && { failure: this.failure }),
      receivers: [...this.receivers.values()],
    };
  }
}
