import type { FileChannelMessage } from '@parley/contract';
import type { Refusal } from './conduct';
import type { PartialPiece } from './partial-piece';
import type { HashListAssembly } from './piece-hash-list';
import { PieceMap } from './piece-map';
import { TurnMeter } from './turn-meter';

type Progress = Extract<FileChannelMessage, { type: 'progress' }>;

/** What a peer says of a share that is taken from it. */
export type PeerMessage = Extract<
  FileChannelMessage,
  { type: 'have' | 'have-pieces' | 'hashes' | 'refuse' }
>;

/** How a download talks to one participant. */
export interface DownloadLink {
  readonly participantId: string;
  /** Who need not be asked while this link is there: it gives what they sent up. */
  readonly spares?: string;
  /** Of several that wait under one key only the last is made and sent. */
  send(key: string, make: () => FileChannelMessage | null): void;
  /** Counts what this participant did wrong. */
  refuse(refusal: Refusal): void;
}

/** A piece that was asked for and is not whole yet. */
export interface Ask {
  readonly partial: PartialPiece;
  readonly askedAtMs: number;
}

/** What one download knows of one participant: which pieces they have, and what they were asked for. */
export class DownloadPeer {
  pieces: PieceMap;
  /** False until their first `have`. */
  isMapKnown = false;
  /** False after a forged list of hashes: they are asked for nothing more. */
  isTrusted = true;
  /** They said that they have no list of piece hashes. */
  isWithoutHashes = false;
  assembly: HashListAssembly | null = null;
  readonly asks = new Map<number, Ask>();
  /** Theirs that are being checked or written: they count against the window, so that memory stays bounded. */
  checkingCount = 0;
  /** How quick they are. */
  readonly turns = new TurnMeter();
  /** Looked through for something to ask, in vain; false again as soon as they or we have anything new. */
  isExhausted = false;
  /** Not to be asked of them again: what came was wrong. */
  readonly avoided = new Set<number>();
  private lateBytes = 0;

  constructor(
    readonly link: DownloadLink,
    private readonly shareId: string,
    pieceCount: number,
  ) {
    this.pieces = PieceMap.empty(pieceCount);
  }

  get participantId(): string {
    return this.link.participantId;
  }

  /** Asks what they have, and to be told of more. */
  askForMap(): void {
    this.send('request-have', { type: 'request-have', shareId: this.shareId });
  }

  /** Tells them how far this receiver is when it goes out; null for nothing. */
  sayProgress(progress: () => Omit<Progress, 'type' | 'shareId'> | null): void {
    const { shareId } = this;
    this.link.send(`${shareId}:progress`, () => {
      const now = progress();
      return now && { type: 'progress', shareId, ...now };
    });
  }

  /** False where it is no map of this file. */
  noteMap(bitmap: string): boolean {
    const pieces = PieceMap.parse(this.pieces.pieceCount, bitmap);
    if (!pieces) return false;
    this.pieces = pieces;
    this.isMapKnown = true;
    return true;
  }

  get isSource(): boolean {
    return this.isTrusted && this.pieces.size > 0;
  }

  get openRequests(): number {
    return this.asks.size + this.checkingCount;
  }

  ask(partial: PartialPiece, askedAtMs: number): void {
    const { index, receivedBytes: offset } = partial;
    if (this.asks.size === 0) this.turns.begin(askedAtMs);
    this.asks.set(index, { partial, askedAtMs });
    this.send(`piece:${index}`, { type: 'request-piece', shareId: this.shareId, index, offset });
  }

  /** Takes a request back; the piece as far as it came, or null where it was not asked for. */
  withdraw(index: number): PartialPiece | null {
    const ask = this.asks.get(index);
    if (!ask) return null;
    this.forget(index);
    this.send(`piece:${index}`, { type: 'cancel-piece', shareId: this.shareId, index });
    return ask.partial;
  }

  /** Ends a request without a word. What is on its way already will still come, and is no offence. */
  forget(index: number): void {
    const ask = this.asks.get(index);
    if (!ask) return;
    this.asks.delete(index);
    this.lateBytes += ask.partial.missingBytes;
  }

  /** Whether bytes that nobody waits for can be what a withdrawn request left on its way. */
  isLate(lengthBytes: number): boolean {
    if (lengthBytes > this.lateBytes) return false;
    this.lateBytes -= lengthBytes;
    return true;
  }

  private send(key: string, message: FileChannelMessage): void {
    this.link.send(`${this.shareId}:${key}`, () => message);
  }
}
