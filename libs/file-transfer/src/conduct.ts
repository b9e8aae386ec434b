/** Why something that a peer sent was not taken. */
export type Refusal =
  | 'malformed'
  | 'share-unknown'
  | 'not-in-audience'
  | 'no-such-piece'
  | 'not-asked-for'
  | 'wrong-place'
  | 'too-many-bytes'
  | 'wrong-hash'
  | 'forged-hash-list'
  | 'wrong-map'
  | 'too-many-requests'
  | 'too-many-messages';

/** What each refusal costs. Some happen to honest peers too, who hear of a withdrawal a moment later. */
const costs: Readonly<Record<Refusal, number>> = {
  malformed: 10,
  'share-unknown': 1,
  'not-in-audience': 5,
  'no-such-piece': 10,
  'not-asked-for': 10,
  'wrong-place': 10,
  'too-many-bytes': 30,
  'wrong-hash': 100,
  'forged-hash-list': 100,
  'wrong-map': 30,
  'too-many-requests': 10,
  'too-many-messages': 10,
};
/** Three bad pieces, or thirty malformed messages. */
const allowance = 300;

/** Counts what peers did wrong and says when it is enough. Kept per participant: a new channel is no new beginning. */
export class Conduct {
  private readonly spent = new Map<string, number>();
  private readonly counts = new Map<Refusal, number>();

  /** True exactly once, when this participant has used up what is forgiven. */
  refuse(participantId: string, refusal: Refusal): boolean {
    const before = this.spent.get(participantId) ?? 0;
    const after = before + costs[refusal];
    this.spent.set(participantId, after);
    this.counts.set(refusal, (this.counts.get(refusal) ?? 0) + 1);
    return before < allowance && after >= allowance;
  }

  isDropped(participantId: string): boolean {
    return (this.spent.get(participantId) ?? 0) >= allowance;
  }

  /** How often each thing was refused, of all participants together. */
  tally(): ReadonlyMap<Refusal, number> {
    return new Map(this.counts);
  }
}
