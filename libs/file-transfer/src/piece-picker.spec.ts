import fc from 'fast-check';
import { PieceMap } from './piece-map';
import { pickPiece, startFor } from './piece-picker';

const pieces = fc.array(
  fc.record({
    isWanted: fc.boolean(),
    isTheirs: fc.boolean(),
    holders: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 60 },
);

interface Known {
  readonly isWanted: boolean;
  readonly isTheirs: boolean;
  readonly holders: number;
}

function mapOf(known: readonly Known[], isIn: (one: Known) => boolean): PieceMap {
  const map = PieceMap.empty(known.length);
  known.forEach((one, index) => isIn(one) && map.add(index));
  return map;
}

function ask(known: readonly Known[], startAt: number, isAvoided = (_: number) => false) {
  return pickPiece({
    wanted: mapOf(known, ({ isWanted }) => isWanted),
    theirs: mapOf(known, ({ isTheirs }) => isTheirs),
    isAvoided,
    holdersOf: (index) => known[index]?.holders ?? 0,
    fewestHolders: 1,
    startAt: Math.min(startAt, known.length),
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

  it('never takes what is not to be asked of this peer', () => {
    const known = Array.from({ length: 20 }, () => ({
      isWanted: true,
      isTheirs: true,
      holders: 1,
    }));
    expect(ask(known, 0, (index) => index < 9)).toBe(9);
  });

  it('stops looking at the first that is as rare as any can be', () => {
    const whole = PieceMap.full(16_384);
    let looks = 0;
    const holdersOf = () => {
      looks += 1;
      return 9;
    };
    const rest = { isAvoided: () => false, holdersOf, fewestHolders: 9, startAt: 40 };
    expect(pickPiece({ wanted: whole, theirs: whole, ...rest })).toBe(40);
    expect(looks).toBe(1);
  });

  it('compares no more than a few thousand, however many there are', () => {
    const whole = PieceMap.full(1_048_576);
    let looks = 0;
    const holdersOf = (index: number) => {
      looks += 1;
      return index === 5_000 ? 1 : 2;
    };
    const rest = { isAvoided: () => false, holdersOf, fewestHolders: 1, startAt: 0 };
    expect(pickPiece({ wanted: whole, theirs: whole, ...rest })).toBe(0);
    expect(looks).toBe(4_096);
  });

  it('starts in the same place for one participant, in different ones for different participants', () => {
    expect(startFor('a', 1_000)).toBe(startFor('a', 1_000));
    const starts = ['ann', 'bob', 'cem', 'dai', 'eve'].map((id) => startFor(id, 1_000));
    expect(new Set(starts).size).toBe(5);
    expect(starts.every((start) => start >= 0 && start < 1_000)).toBe(true);
    expect(startFor('a', 0)).toBe(0);
  });
});
