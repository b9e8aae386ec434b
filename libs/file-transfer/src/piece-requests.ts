import type { Clock } from './clock';
import type { Refusal } from './conduct';
import type { Ask, DownloadPeer, PeerMessage } from './download-peer';
import { pieceCountOf, pieceLengthOf, type Share } from './manifest';
import { PartialPiece } from './partial-piece';
import type { PieceFrame } from './piece-frame';
import type { PiecePart } from './piece-store';
import { PieceNeeds } from './piece-needs';
import { pickPiece, startFor } from './piece-picker';
import { TurnMeter } from './turn-meter';

/** What one peer is asked for at once: enough to fill the link while a piece is checked and written. */
const windowBytes = 4 * 1024 * 1024;
const minWindow = 2;
const maxWindow = 8;
/** Somebody slow is asked for no more than they do in this time: what waits with them cannot come from anybody else. */
const windowMs = 1_000;
/** A piece that takes this much longer than pieces do is also asked of a peer that has nothing else to do, so that the end waits for nobody. */
const patience = 4;
const minRescueMs = 750;
const maxRescueMs = 3_000;
/** Half-arrived pieces kept from lost links: one for each link, as peers send one piece after another. */
const maxKeptPartials = 8;
/** Nobody's participant id. */
const anEarlierPage = 'an earlier page';

type Held = Extract<PeerMessage, { type: 'have' | 'have-pieces' }>;

export interface PieceRequestsOptions {
  readonly share: Share;
  readonly selfId: string;
  readonly clock: Clock;
  readonly isVerified: (index: number) => boolean;
  /** A part of a piece came that is not whole yet; its memory is not needed any more. */
  readonly onPart: (part: PieceFrame) => void;
  /** A piece is whole; `done` has to follow, whatever becomes of it. */
  readonly onWhole: (peer: DownloadPeer, partial: PartialPiece) => void;
}

/** Decides what is asked of whom, and takes what comes. Asks for nothing until `open`. */
export class PieceRequests {
  readonly peers = new Map<string, DownloadPeer>();
  private readonly kept = new Map<number, PartialPiece>();
  private readonly checking = new Set<number>();
  /** What several made between them and was wrong: from now on each comes from one alone, who can be blamed for it. */
  private readonly apart = new Set<number>();
  private readonly needs: PieceNeeds;
  private readonly most: number;
  private readonly startAt: number;
  /** From asking to the last byte, whomever. */
  private readonly answers = new TurnMeter();
  private isOpen = false;
  private stopWaiting: (() => void) | null = null;

  constructor(private readonly options: PieceRequestsOptions) {
    const { manifest } = options.share;
    this.needs = new PieceNeeds(pieceCountOf(manifest));
    this.most = mostPieces(manifest.pieceSizeBytes);
    this.startAt = startFor(options.selfId, pieceCountOf(manifest));
  }

  open(): void {
    this.isOpen = true;
    this.fill();
  }

  /** Takes every request back; half-arrived pieces are kept and go on where they stopped. */
  halt(): void {
    this.isOpen = false;
    this.stopWaiting?.();
    this.stopWaiting = null;
    for (const peer of this.peers.values())
      for (const index of [...peer.asks.keys()]) {
        this.keep(peer.withdraw(index));
        this.look(index);
      }
  }

  /** Forgets what came, for a new beginning. */
  reset(): void {
    this.halt();
    this.kept.clear();
    for (let index = 0; index < this.needs.wanted.pieceCount; index += 1) this.look(index);
  }

  /** The peer is gone: others may be asked for what it was asked for. */
  drop(participantId: string): void {
    const peer = this.peers.get(participantId);
    if (!peer) return;
    this.peers.delete(participantId);
    this.needs.countAll(peer.pieces, -1);
    for (const { partial } of peer.asks.values()) {
      this.keep(partial);
      this.look(partial.index);
    }
    this.fill();
  }

  /** What a peer has, or has got since, as it says; false where it is no map of this file, or the file has no such pieces. */
  noteHeld(peer: DownloadPeer, message: Held): boolean {
    peer.isExhausted = false;
    if (message.type === 'have-pieces') {
      for (const index of message.indices) if (peer.pieces.add(index)) this.needs.count(index, 1);
      return message.indices.every((index) => index < peer.pieces.pieceCount);
    }
    const before = peer.pieces;
    if (!peer.noteMap(message.bitmap)) return false;
    this.needs.countAll(before, -1);
    this.needs.countAll(peer.pieces, 1);
    return true;
  }

  /** The peer says that it does not have this piece. */
  noteMissing(peer: DownloadPeer, index: number): void {
    if (peer.pieces.remove(index)) this.needs.count(index, -1);
    this.keep(peer.asks.get(index)?.partial ?? null);
    peer.forget(index);
    this.look(index);
    this.fill();
  }

  /** Null where the bytes were asked for, or may have been on their way when the request was taken back. */
  receive(peer: DownloadPeer, frame: PieceFrame): Refusal | null {
    const { index, offset, payload } = frame;
    const ask = peer.asks.get(index);
    if (!ask) return peer.isLate(payload.length) ? null : 'not-asked-for';
    const { partial } = ask;
    const added = partial.add(peer.participantId, offset, payload);
    // The end of an answer whose beginning came while nobody waited for it: the whole is on its way once more.
    if (added === 'wrong-place' && peer.isLate(payload.length)) return null;
    const refusal = typeof added === 'string' ? added : peer.isLate(added) ? null : 'not-asked-for';
    if (refusal) {
      peer.avoided.add(index);
      peer.forget(index);
      this.look(index);
      this.fill();
    } else if (partial.missingBytes === 0) this.startCheck(peer, ask);
    else this.options.onPart(frame);
    return refusal;
  }

  /** Begun pieces of an earlier page go on where they stopped; who sent what of them nobody knows any more. */
  restore(parts: readonly PiecePart[]): void {
    const begun = new Map<number, PartialPiece>();
    for (const { index, offset, payload } of parts) {
      if (this.isKnown(index)) continue;
      const lengthBytes = pieceLengthOf(this.options.share.manifest, index);
      const partial = begun.get(index) ?? new PartialPiece(index, lengthBytes);
      partial.add(anEarlierPage, offset, payload);
      begun.set(index, partial);
    }
    for (const partial of begun.values()) if (partial.missingBytes > 0) this.keep(partial);
  }

  /** A piece of which several sent parts was wrong: the next one is to be of one alone. */
  keepApart(index: number): void {
    this.apart.add(index);
  }

  /** The piece was checked: true and written, or not. */
  done(peer: DownloadPeer, index: number): void {
    peer.checkingCount -= 1;
    this.checking.delete(index);
    if (this.options.isVerified(index)) {
      this.kept.delete(index);
      for (const other of this.peers.values()) other.withdraw(index);
    }
    this.look(index);
    this.fill();
  }

  /** Asks everyone for as much as they may be asked for, one piece each in turn. */
  fill(): void {
    let hasAsked = this.isOpen;
    while (hasAsked) {
      hasAsked = false;
      for (const peer of this.peers.values()) hasAsked = this.askOne(peer) || hasAsked;
    }
    if (this.isOpen) this.watch();
  }

  private askOne(peer: DownloadPeer): boolean {
    const most = peer.turns.piecesIn(windowMs, { least: minWindow, most: this.most });
    if (!peer.isTrusted || peer.openRequests >= most || this.isSpared(peer)) return false;
    const index = this.pick(peer) ?? (peer.openRequests === 0 ? this.pickOverdue(peer) : null);
    if (index === null) return false;
    const lengthBytes = pieceLengthOf(this.options.share.manifest, index);
    const partial = this.kept.get(index) ?? new PartialPiece(index, lengthBytes);
    this.kept.delete(index);
    peer.ask(partial, this.options.clock.now());
    this.look(index);
    return true;
  }

  private isSpared({ participantId }: DownloadPeer): boolean {
    return [...this.peers.values()].some(({ link }) => link.spares === participantId);
  }

  private pick(peer: DownloadPeer): number | null {
    if (peer.isExhausted) return null;
    const { needs } = this;
    const everyone = [...this.peers.values()];
    const whole = everyone.filter(({ pieces }) => pieces.isComplete).length;
    // Alone with whole sources, going from front to end lets the disk and the hash follow; others who take it too need
    // pieces to swap, so each begins elsewhere.
    const isShared = everyone.some(({ pieces }) => pieces.size > 0 && !pieces.isComplete);
    const index = pickPiece({
      wanted: needs.wanted,
      theirs: peer.pieces,
      isAvoided: (piece) => peer.avoided.has(piece) || !this.look(piece),
      holdersOf: (piece) => needs.holdersOf(piece),
      fewestHolders: Math.max(1, whole),
      startAt: isShared ? this.startAt : 0,
    });
    peer.isExhausted = index === null;
    return index;
  }

  /** Of what others were asked for long ago, something that this one has as well. */
  private pickOverdue(peer: DownloadPeer): number | null {
    const lateBeforeMs = this.options.clock.now() - this.rescueAfterMs;
    for (const other of this.peers.values())
      for (const [index, { askedAtMs }] of other.asks)
        if (
          askedAtMs <= lateBeforeMs &&
          peer.pieces.has(index) &&
          !peer.avoided.has(index) &&
          this.asksOf(index) === 1
        )
          return index;
    return null;
  }

  private get rescueAfterMs(): number {
    const usualMs = this.answers.turnMs ?? Infinity;
    return Math.min(maxRescueMs, Math.max(minRescueMs, usualMs * patience));
  }

  /** Whether somebody is to be asked for this piece; looked at after everything that may have changed it. */
  private look(index: number): boolean {
    const isHere = this.options.isVerified(index) || this.checking.has(index);
    const isWanted = !isHere && this.asksOf(index) === 0;
    if (isWanted && !this.needs.wanted.has(index))
      for (const peer of this.peers.values()) peer.isExhausted = false;
    this.needs.setWanted(index, isWanted);
    return isWanted;
  }

  private asksOf(index: number): number {
    let asks = 0;
    for (const peer of this.peers.values()) if (peer.asks.has(index)) asks += 1;
    return asks;
  }

  /** While somebody waits for work that somebody slow has, looks again later. */
  private watch(): void {
    const everyone = [...this.peers.values()];
    const hasIdle = everyone.some(({ openRequests }) => openRequests === 0);
    const hasBusy = everyone.some(({ asks }) => asks.size > 0);
    this.stopWaiting?.();
    this.stopWaiting =
      hasIdle && hasBusy ? this.options.clock.after(this.rescueAfterMs, () => this.fill()) : null;
  }

  private startCheck(peer: DownloadPeer, { partial, askedAtMs }: Ask): void {
    const { index } = partial;
    const nowMs = this.options.clock.now();
    peer.asks.delete(index);
    peer.turns.finish(nowMs);
    this.answers.begin(askedAtMs);
    this.answers.finish(nowMs);
    if (this.options.isVerified(index) || this.checking.has(index)) return this.fill();
    this.checking.add(index);
    peer.checkingCount += 1;
    this.options.onWhole(peer, partial);
  }

  private keep(partial: PartialPiece | null): void {
    if (!partial || partial.receivedBytes === 0 || this.isKnown(partial.index)) return;
    if (this.apart.has(partial.index)) return;
    this.kept.set(partial.index, partial);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > maxKeptPartials) this.kept.delete(oldest);
  }

  private isKnown(index: number): boolean {
    return this.options.isVerified(index) || this.checking.has(index) || this.kept.has(index);
  }
}

/** What one peer may be asked for at once, and what a sharer has ready for one receiver. */
export function mostPieces(pieceSizeBytes: number): number {
  return Math.min(maxWindow, Math.max(minWindow, Math.floor(windowBytes / pieceSizeBytes)));
}
