import type { Clock } from './clock';
import type { Refusal } from './conduct';
import { DownloadPeer } from './download-peer';
import { pieceCountOf, pieceLengthOf, type Share } from './manifest';
import { PartialPiece } from './partial-piece';
import type { PieceFrame } from './piece-frame';
import { pickPiece, startFor } from './piece-picker';

/** What one peer is asked for at once: enough to fill the link while a piece is checked and written. */
const windowBytes = 4 * 1024 * 1024;
const minWindow = 2;
const maxWindow = 8;
/** A piece that somebody takes longer for is also asked of a peer that has nothing else to do, so that the end waits for nobody. */
const rescueAfterMs = 3_000;
/** Half-arrived pieces kept from lost links: one for each link, as peers send one piece after another. */
const maxKeptPartials = 8;

export interface PieceRequestsOptions {
  readonly share: Share;
  readonly selfId: string;
  readonly clock: Clock;
  readonly isVerified: (index: number) => boolean;
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
  private readonly windowPieces: number;
  private isOpen = false;
  private stopWaiting: (() => void) | null = null;

  constructor(private readonly options: PieceRequestsOptions) {
    const fitting = Math.floor(windowBytes / options.share.manifest.pieceSizeBytes);
    this.windowPieces = Math.min(maxWindow, Math.max(minWindow, fitting));
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
      for (const index of [...peer.asks.keys()]) this.keep(peer.withdraw(index));
  }

  /** Forgets what came, for a new beginning. */
  reset(): void {
    this.halt();
    this.kept.clear();
  }

  /** The peer is gone: others may be asked for what it was asked for. */
  drop(participantId: string): void {
    const peer = this.peers.get(participantId);
    this.peers.delete(participantId);
    for (const { partial } of peer?.asks.values() ?? []) this.keep(partial);
    this.fill();
  }

  /** The peer says that it does not have this piece. */
  noteMissing(peer: DownloadPeer, index: number): void {
    peer.pieces.remove(index);
    this.keep(peer.asks.get(index)?.partial ?? null);
    peer.forget(index);
    this.fill();
  }

  /** Null where the bytes were asked for, or may have been on their way when the request was taken back. */
  receive(peer: DownloadPeer, { index, offset, payload }: PieceFrame): Refusal | null {
    const partial = peer.asks.get(index)?.partial;
    if (!partial) return peer.isLate(payload.length) ? null : 'not-asked-for';
    const added = partial.add(peer.participantId, offset, payload);
    // The end of an answer whose beginning came while nobody waited for it: the whole is on its way once more.
    if (added === 'wrong-place' && peer.isLate(payload.length)) return null;
    const refusal = typeof added === 'string' ? added : peer.isLate(added) ? null : 'not-asked-for';
    if (refusal) {
      peer.avoided.add(index);
      peer.forget(index);
      this.fill();
    } else if (partial.missingBytes === 0) {
      peer.asks.delete(index);
      this.startCheck(peer, partial);
    }
    return refusal;
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
    if (!peer.isTrusted || peer.openRequests >= this.windowPieces) return false;
    const index =
      this.pick(peer, (piece) => this.isWanted(piece)) ??
      (peer.openRequests === 0 ? this.pick(peer, (piece) => this.isOverdue(piece)) : null);
    if (index === null) return false;
    const lengthBytes = pieceLengthOf(this.options.share.manifest, index);
    const partial = this.kept.get(index) ?? new PartialPiece(index, lengthBytes);
    this.kept.delete(index);
    peer.ask(partial, this.options.clock.now());
    return true;
  }

  private pick(peer: DownloadPeer, isWanted: (index: number) => boolean): number | null {
    const pieceCount = pieceCountOf(this.options.share.manifest);
    const everyone = [...this.peers.values()];
    // Alone with whole sources, going from front to end lets the disk and the hash follow; others who take it too need
    // pieces to swap, so each begins elsewhere.
    const isShared = everyone.some(({ pieces }) => pieces.size > 0 && !pieces.isComplete);
    return pickPiece({
      pieceCount,
      isWanted,
      isTheirs: (index) => peer.pieces.has(index) && !peer.avoided.has(index),
      holdersOf: (index) => everyone.filter(({ pieces }) => pieces.has(index)).length,
      startAt: isShared ? startFor(this.options.selfId, pieceCount) : 0,
    });
  }

  private isWanted(index: number): boolean {
    if (this.options.isVerified(index) || this.checking.has(index)) return false;
    return this.asksOf(index).length === 0;
  }

  private isOverdue(index: number): boolean {
    if (this.options.isVerified(index) || this.checking.has(index)) return false;
    const asks = this.asksOf(index);
    const lateBeforeMs = this.options.clock.now() - rescueAfterMs;
    return asks.length === 1 && asks.every(({ askedAtMs }) => askedAtMs <= lateBeforeMs);
  }

  private asksOf(index: number) {
    return [...this.peers.values()].flatMap(({ asks }) => asks.get(index) ?? []);
  }

  /** While somebody waits for work that somebody slow has, looks again later. */
  private watch(): void {
    const everyone = [...this.peers.values()];
    const hasIdle = everyone.some(({ openRequests }) => openRequests === 0);
    const hasBusy = everyone.some(({ asks }) => asks.size > 0);
    this.stopWaiting?.();
    this.stopWaiting =
      hasIdle && hasBusy ? this.options.clock.after(rescueAfterMs, () => this.fill()) : null;
  }

  private startCheck(peer: DownloadPeer, partial: PartialPiece): void {
    const { index } = partial;
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
