/** What has to be known to choose the next piece to ask one peer for. */
export interface PickQuestion {
  readonly pieceCount: number;
  /** Neither here nor on its way. */
  readonly isWanted: (index: number) => boolean;
  /** Whether the peer that is about to be asked has it. */
  readonly isTheirs: (index: number) => boolean;
  /** How many peers have it, this one included. */
  readonly holdersOf: (index: number) => number;
  /** Where to begin among equally rare pieces; receivers who begin in different places have something to swap. */
  readonly startAt: number;
}

/** The rarest wanted piece that the peer has, the first from `startAt` on (around the end) among equals; null for none. */
export function pickPiece(question: PickQuestion): number | null {
  const { pieceCount, isWanted, isTheirs, holdersOf, startAt } = question;
  let best: number | null = null;
  let fewest = Infinity;
  for (let step = 0; step < pieceCount; step += 1) {
    const index = (startAt + step) % pieceCount;
    if (!isTheirs(index) || !isWanted(index)) continue;
    const holders = holdersOf(index);
    if (holders >= fewest) continue;
    best = index;
    fewest = holders;
    if (holders <= 1) break; // nothing is rarer than what only this peer has
  }
  return best;
}

/** A start of one's own for each participant, spread over the file: the same for the same id, different for most others. */
export function startFor(participantId: string, pieceCount: number): number {
  let mixed = 0x811c9dc5; // FNV-1a
  for (const letter of participantId)
    mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return pieceCount === 0 ? 0 : mixed % pieceCount;
}
