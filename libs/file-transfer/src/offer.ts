import type { FileChannelMessage } from '@parley/contract';
import type { Clock } from './clock';
import { Handout } from './handout';
import { holdingOfFile, type Holding } from './holding';
import { pieceCountOf, type Share } from './manifest';
import { PieceMap } from './piece-map';
import { mostPieces } from './piece-requests';
import { RateMeter } from './rate-meter';
import type { TransferFailure } from './transfer-error';
import type { ReceiverState, TransferPhase, TransferState } from './transfer-state';

type Progress = Extract<FileChannelMessage, { type: 'progress' }>;
type Held = Extract<FileChannelMessage, { type: 'have' | 'have-pieces' }>;

/** An own file that others may take, and how far each of them is. */
export class Offer {
  private phase: TransferPhase = 'offered';
  private failure: TransferFailure | null = null;
  private readonly receivers = new Map<string, ReceiverState>();
  private readonly meter: RateMeter;
  /** How fast each of them gets on, from whomever. */
  private readonly paces = new Map<string, RateMeter>();
  private readonly whole: Holding;
  private readonly handout: Handout;
  private tell: (participantId: string, indices: readonly number[] | null) => void = () =>
    undefined;

  constructor(
    private readonly share: Share,
    hashes: Uint8Array,
    private readonly file: Blob,
    private readonly clock: Clock,
  ) {
    this.meter = new RateMeter(() => clock.now());
    this.whole = holdingOfFile(share, hashes, file);
    this.handout = new Handout({
      pieceCount: pieceCountOf(share.manifest),
      most: mostPieces(share.manifest.pieceSizeBytes),
      clock,
      onGive: (participantId, indices) => this.tell(participantId, indices),
    });
  }

  /** How those who asked are told what there is for them. */
  tellBy(tell: (participantId: string, indices: readonly number[] | null) => void): void {
    this.tell = tell;
  }

  /** Null once nothing of it is served any more. */
  holding(): Holding | null {
    return this.phase === 'offered' ? this.whole : null;
  }

  cancel(): void {
    this.phase = 'cancelled';
    this.handout.close();
  }

  /** The file changed or went since it was chosen: no further byte of it would be true. */
  fail(): void {
    this.phase = 'failed';
    this.failure = 'source-unreadable';
    this.handout.close();
  }

  /** What a participant is told of: in good time everything, and to begin with what others are not. */
  piecesFor(participantId: string): PieceMap | null {
    return this.phase === 'offered' ? this.handout.mapFor(participantId) : null;
  }

  /** Somebody asked what is here. True for one who takes the file, whose own map is wanted in return. */
  welcome(participantId: string): boolean {
    if (this.receivers.get(participantId)?.state !== 'receiving') return false;
    this.handout.join(participantId);
    return true;
  }

  /** Whether they said that they take it or have it: only they may say which pieces they have. */
  isReceiver(participantId: string): boolean {
    return this.receivers.has(participantId);
  }

  noteAsked(participantId: string, index: number): void {
    this.handout.noteAsked(participantId, index);
  }

  notePieceSent(participantId: string, index: number): void {
    this.handout.noteSent(participantId, index);
  }

  /** What a receiver has, as it says; false where the file has no such pieces. */
  notePieces(participantId: string, message: Held): boolean {
    const { pieceCount } = this.whole.pieces;
    const indices =
      message.type === 'have'
        ? PieceMap.parse(pieceCount, message.bitmap)?.toIndices()
        : message.indices;
    if (!indices || indices.some((index) => index >= pieceCount)) return false;
    this.handout.noteHeld(participantId, indices);
    return true;
  }

  countSent(bytes: number): void {
    this.meter.count(bytes);
  }

  /** False where a receiver claims more than there is. */
  noteProgress(participantId: string, { verifiedBytes, state }: Progress): boolean {
    if (verifiedBytes > this.share.manifest.sizeBytes) return false;
    const before = this.receivers.get(participantId)?.verifiedBytes ?? verifiedBytes;
    this.receivers.set(participantId, { participantId, verifiedBytes, state });
    this.paceOf(participantId).count(Math.max(0, verifiedBytes - before));
    if (state === 'cancelled') this.handout.leave(participantId);
    else this.handout.noteTaking(participantId, state === 'receiving');
    return true;
  }

  /** Somebody is gone: only who has the whole file is still worth showing. */
  noteGone(participantId: string): void {
    this.handout.leave(participantId);
    this.paces.delete(participantId);
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
      ...(this.handout.isHeldByOthers && { isHeldByOthers: true }),
      receivers: [...this.receivers.values()].map((one) => this.withPace(one)),
    };
  }

  private withPace(receiver: ReceiverState): ReceiverState {
    if (receiver.state !== 'receiving') return receiver;
    return { ...receiver, bytesPerSecond: this.paceOf(receiver.participantId).bytesPerSecond() };
  }

  private paceOf(participantId: string): RateMeter {
    const pace = this.paces.get(participantId) ?? new RateMeter(() => this.clock.now());
    this.paces.set(participantId, pace);
    return pace;
  }
}
