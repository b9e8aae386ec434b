import { PieceMap } from './piece-map';

/**
 * Which pieces are still to be asked for, and how many peers have each. Kept up with every change instead of being
 * counted anew for every choice, so that a choice stays cheap for any number of pieces and peers.
 */
export class PieceNeeds {
  readonly wanted: PieceMap;
  private readonly holders: Uint8Array;

  constructor(pieceCount: number) {
    this.wanted = PieceMap.full(pieceCount);
    this.holders = new Uint8Array(pieceCount);
  }

  holdersOf(index: number): number {
    return this.holders[index] ?? 0;
  }

  setWanted(index: number, isWanted: boolean): void {
    if (isWanted) this.wanted.add(index);
    else this.wanted.remove(index);
  }

  /** A peer has one more piece, or with -1 one less. */
  count(index: number, change: 1 | -1): void {
    this.holders[index] = this.holdersOf(index) + change;
  }

  /** A peer with these pieces came, or with -1 went. */
  countAll(pieces: PieceMap, change: 1 | -1): void {
    if (pieces.size === 0) return;
    for (let index = 0; index < pieces.pieceCount; index += 1)
      if (pieces.has(index)) this.count(index, change);
  }
}
