import type { Clock } from './clock';
import { HandoutReceiver } from './handout-receiver';
import { PieceMap } from './piece-map';

/** How often it is looked whether somebody waits for a piece that does not come from others. */
const lookEveryMs = 200;

export interface HandoutOptions {
  readonly pieceCount: number;
  /** The most that one receiver is told of beyond what it has. */
  readonly most: number;
  readonly clock: Clock;
  /** This receiver may ask for these as well; with null, for those of `mapFor` and no others. */
  readonly onGive: (participantId: string, indices: readonly number[] | null) => void;
}

/**
 * Tells each receiver of an own file of other pieces, so that each piece goes out once and receivers get the rest from
 * each other: the sharer's uplink is the narrowest part of the way. A piece that nobody was told of comes first; one that
 * somebody was told of, and that does not arrive through them in time, can be had from here after all. A lone receiver is
 * told of everything. It only tells: whoever asks for another piece gets that too.
 * Lifetime: until `close`. Source: the "super seeding" of BitTorrent (BEP 16), with the time limits added.
 */
export class Handout {
  private readonly receivers = new Map<string, HandoutReceiver>();
  /** How many of those who are here have a piece, and how many were told of it and do not have it yet. */
  private readonly copies: Uint8Array;
  private readonly promises: Uint8Array;
  /** Since when a piece has been on its way to those who lack it. */
  private readonly sinceMs: Float64Array;
  private heldCount = 0;
  /** No piece before this one is free. */
  private firstFree = 0;
  private stopLooking: (() => void) | null = null;

  constructor(private readonly options: HandoutOptions) {
    this.copies = new Uint8Array(options.pieceCount);
    this.promises = new Uint8Array(options.pieceCount);
    this.sinceMs = new Float64Array(options.pieceCount);
  }

  /** Whether those who are here have every piece among them: the sharer may leave. */
  get isHeldByOthers(): boolean {
    return this.receivers.size > 0 && this.heldCount === this.options.pieceCount;
  }

  /** Somebody wants the file, or wants it again. */
  join(participantId: string): void {
    this.forget(participantId);
    const { pieceCount, most } = this.options;
    this.receivers.set(participantId, new HandoutReceiver(participantId, most, pieceCount));
    // Until now the other one was told of everything.
    if (this.receivers.size === 2)
      for (const id of this.receivers.keys())
        if (id !== participantId) this.options.onGive(id, null);
    this.giveAll();
  }

  leave(participantId: string): void {
    if (!this.forget(participantId)) return;
    for (const id of this.receivers.keys()) if (this.isAlone) this.options.onGive(id, null);
    this.giveAll();
  }

  /** Whether a receiver takes it at present; what one that paused was told of goes to others. */
  noteTaking(participantId: string, isTaking: boolean): void {
    const receiver = this.receivers.get(participantId);
    if (!receiver || receiver.isTaking === isTaking) return;
    receiver.isTaking = isTaking;
    if (!isTaking) this.takeBack(receiver);
    this.giveAll();
  }

  /** A receiver asked for a piece: nobody else needs to be told of it now. */
  noteAsked(participantId: string, index: number): void {
    const receiver = this.receivers.get(participantId);
    if (receiver?.lacks(index)) this.tell(receiver, index);
  }

  /** A piece went out to a receiver, who has to check it before it can pass it on. */
  noteSent(participantId: string, index: number): void {
    const receiver = this.receivers.get(participantId);
    if (!receiver) return;
    receiver.noteSent(index, this.options.clock.now());
    this.giveTo(receiver);
    this.look();
  }

  /** A receiver has these and passes them on, as it says. */
  noteHeld(participantId: string, indices: readonly number[]): void {
    const receiver = this.receivers.get(participantId);
    if (!receiver) return;
    const nowMs = this.options.clock.now();
    for (const index of indices) {
      receiver.noteSent(index, nowMs);
      if (receiver.told.remove(index)) this.promises[index] = this.promisesOf(index) - 1;
      if (receiver.announced.add(index)) this.addCopy(index, nowMs);
    }
    this.giveTo(receiver);
    this.look();
  }

  /** What a receiver may ask for, beside what it has. */
  mapFor(participantId: string): PieceMap {
    const receiver = this.receivers.get(participantId);
    if (!receiver || this.isAlone) return PieceMap.full(this.options.pieceCount);
    return receiver.told;
  }

  close(): void {
    this.stopLooking?.();
    this.stopLooking = null;
    this.receivers.clear();
  }

  private get isAlone(): boolean {
    return this.receivers.size <= 1;
  }

  private giveAll(): void {
    for (const receiver of this.receivers.values()) this.giveTo(receiver);
    this.look();
  }

  private giveTo(receiver: HandoutReceiver, isLook = false): void {
    if (this.isAlone) return;
    const given: number[] = [];
    for (let room = receiver.room; room > 0; room -= 1) {
      const index = this.nextFree() ?? (isLook ? this.nextLate(receiver) : null);
      if (index === null) break;
      this.tell(receiver, index);
      given.push(index);
    }
    if (given.length > 0) this.options.onGive(receiver.participantId, given);
  }

  /** The first piece that nobody has and nobody was told of. */
  private nextFree(): number | null {
    const { pieceCount } = this.options;
    while (this.firstFree < pieceCount && !this.isFree(this.firstFree)) this.firstFree += 1;
    return this.firstFree < pieceCount ? this.firstFree : null;
  }

  private isFree(index: number): boolean {
    return this.copies[index] === 0 && this.promises[index] === 0;
  }

  /** Of what others should have passed on to this receiver long ago, what fewest have. */
  private nextLate(receiver: HandoutReceiver): number | null {
    const lateBeforeMs = this.options.clock.now() - receiver.patienceMs;
    let late: number | null = null;
    for (let index = 0; index < this.options.pieceCount; index += 1) {
      if ((this.sinceMs[index] ?? 0) > lateBeforeMs) continue;
      if (late !== null && this.copiesOf(index) >= this.copiesOf(late)) continue;
      if (receiver.lacks(index)) late = index;
    }
    return late;
  }

  private tell(receiver: HandoutReceiver, index: number): void {
    const nowMs = this.options.clock.now();
    receiver.tell(index, nowMs);
    this.promises[index] = this.promisesOf(index) + 1;
    this.sinceMs[index] = nowMs;
  }

  private addCopy(index: number, nowMs: number): void {
    if (this.copies[index] === 0) {
      this.heldCount += 1;
      this.sinceMs[index] = nowMs;
    }
    this.copies[index] = this.copiesOf(index) + 1;
  }

  private forget(participantId: string): boolean {
    const receiver = this.receivers.get(participantId);
    if (!receiver) return false;
    this.receivers.delete(participantId);
    this.takeBack(receiver);
    for (const index of receiver.announced.toIndices()) {
      this.copies[index] = this.copiesOf(index) - 1;
      if (this.copies[index] === 0) this.heldCount -= 1;
    }
    this.firstFree = 0;
    return true;
  }

  private takeBack(receiver: HandoutReceiver): void {
    for (const index of receiver.takeBack()) this.promises[index] = this.promisesOf(index) - 1;
    this.firstFree = 0;
  }

  private copiesOf(index: number): number {
    return this.copies[index] ?? 0;
  }

  private promisesOf(index: number): number {
    return this.promises[index] ?? 0;
  }

  /** While somebody has room and nothing is free, time may make something late. */
  private look(): void {
    const isWaiting = !this.isAlone && [...this.receivers.values()].some(({ room }) => room > 0);
    if (!isWaiting) return;
    this.stopLooking ??= this.options.clock.after(lookEveryMs, () => {
      this.stopLooking = null;
      for (const receiver of this.receivers.values()) this.giveTo(receiver, true);
      this.look();
    });
  }
}
