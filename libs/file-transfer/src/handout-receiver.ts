import { PieceMap } from './piece-map';
import { TurnMeter } from './turn-meter';

/** A receiver is told of no more than it takes in this time: what waits with somebody slow would wait for everyone. */
const aheadMs = 1_000;
const leastAhead = 2;
/** A piece that takes this many turns longer than it should is not to be waited for. */
const patience = 3;
const minPatienceMs = 500;
const maxPatienceMs = 60_000;

/** What a sharer knows of one receiver, and what it told it of. */
export class HandoutReceiver {
  /** What it has and passes on, as it says. */
  readonly announced: PieceMap;
  /** What it was told of, and does not pass on yet. */
  readonly told: PieceMap;
  /** Of these, what has not gone out to it. */
  private readonly open = new Set<number>();
  private readonly turns = new TurnMeter();
  /** Not paused, cancelled or done. */
  isTaking = true;

  constructor(
    readonly participantId: string,
    private readonly most: number,
    pieceCount: number,
  ) {
    this.announced = PieceMap.empty(pieceCount);
    this.told = PieceMap.empty(pieceCount);
  }

  /** How many more pieces it can be told of. */
  get room(): number {
    if (!this.isTaking || this.announced.isComplete) return 0;
    const ahead = this.turns.piecesIn(aheadMs, { least: leastAhead, most: this.most });
    return Math.max(0, ahead - this.open.size);
  }

  /** How long a piece may be on its way through others before this one gets it from the sharer. */
  get patienceMs(): number {
    const usualMs = (this.turns.turnMs ?? 0) * leastAhead * patience;
    return Math.min(maxPatienceMs, Math.max(minPatienceMs, usualMs));
  }

  lacks(index: number): boolean {
    return !this.announced.has(index) && !this.told.has(index);
  }

  tell(index: number, nowMs: number): void {
    if (this.open.size === 0) this.turns.begin(nowMs);
    this.open.add(index);
    this.told.add(index);
  }

  /** A piece went out to it. */
  noteSent(index: number, nowMs: number): void {
    if (this.open.delete(index)) this.turns.finish(nowMs);
  }

  /** Forgets what it was told of, and gives it. */
  takeBack(): readonly number[] {
    const told = this.told.toIndices();
    for (const index of told) this.told.remove(index);
    this.open.clear();
    return told;
  }
}
