import fc from 'fast-check';
import { pickPiece, startFor } from './piece-picker';

const pieces = fc.array(
  fc.record({
    isWanted: fc.boolean(),
    isTheirs: fc.boolean(),
    holders: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 60 },
);

function ask(
  known: readonly { isWanted: boolean; isTheirs: boolean; holders: number }[],
  startAt: number,
) {
  return pickPiece({
    pieceCount: known.length,
    isWanted: (index) => known[index]?.isWanted ?? false,
    isTheirs: (index) => known[index]?.isTheirs ?? false,
    holdersOf: (index) => known[index]?.holders ?? 0,
    startAt,
  });
}

describe('picking a piece', () => {
  it('takes a rarest one of those that are wanted and theirs, or none', () => {
    fc.assert(
      fc.property(pieces, fc.nat({ max: 100 }), (known, startAt) => {
        const index = ask(known, startAt);
        const able = known.filter(({ isWanted, isTheirs }) => isWanted && isTheirs);
        if (index === null) return expect(able).toEqual([]);
        expect(able).toContain(known[index]);
        expect(known[index]?.holders).toBe(Math.min(...able.map(({ holders }) => holders)));
      }),
    );
  });

  it('goes from front to end where all are equally rare', () => {
    const known = Array.from({ length: 5 }, () => ({ isWanted: true, isTheirs: true, holders: 1 }));
    expect(ask(known, 0)).toBe(0);
    expect(ask(known, 3)).toBe(3);
  });

  it('comes around to the front', () => {
    const known = [0, 1, 2].map((index) => ({ isWanted: index === 0, isTheirs: true, holders: 2 }));
    expect(ask(known, 2)).toBe(0);
  });

  it('starts in the same place for one participant, in different ones for different participants', () => {
    expect(startFor('a', 1_000)).toBe(startFor('a', 1_000));
    const starts = ['ann', 'bob', 'cem', 'dai', 'eve'].map((id) => startFor(id, 1_000));
    expect(new Set(starts).size).toBe(5);
    expect(starts.every((start) => start >= 0 && start < 1_000)).toBe(true);
    expect(startFor('a', 0)).toBe(0);
  });
});
