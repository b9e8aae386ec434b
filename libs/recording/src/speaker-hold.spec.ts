import { SpeakerHold } from './speaker-hold';

/** Who is large at each moment at which that changes, as `id@ms`, when these speak from the given moments on. */
function largeOver(speaking: readonly (readonly [number, string | null])[]): readonly string[] {
  const hold = new SpeakerHold();
  const changes: string[] = [];
  let shown: string | undefined;
  for (let nowMs = 0; nowMs <= 10_000; nowMs += 100) {
    const now = speaking.findLast(([sinceMs]) => sinceMs <= nowMs);
    hold.hear(now?.[1] ?? null, nowMs);
    const [large] = hold.at(nowMs);
    if (large !== undefined && large !== shown) changes.push(`${large}@${nowMs}`);
    shown = large ?? shown;
  }
  return changes;
}

describe('who speaks large', () => {
  it('is the first who speaks, at once, and stays when nobody does', () => {
    expect(
      largeOver([
        [1_000, 'ann'],
        [1_500, null],
      ]),
    ).toEqual(['ann@1000']);
  });

  it('changes when somebody else goes on speaking', () => {
    expect(
      largeOver([
        [0, 'ann'],
        [4_000, 'bob'],
      ]),
    ).toEqual(['ann@0', 'bob@4600']);
  });

  it('does not change for a cough', () => {
    expect(
      largeOver([
        [0, 'ann'],
        [4_000, 'bob'],
        [4_500, 'ann'],
      ]),
    ).toEqual(['ann@0']);
  });

  it('changes at most every two seconds while two people interrupt each other', () => {
    const turns = Array.from(
      { length: 14 },
      (_, turn) => [turn * 700, turn % 2 === 0 ? 'ann' : 'bob'] as const,
    );
    const moments = largeOver(turns).map((change) => Number(change.split('@')[1]));
    expect(moments.length).toBeGreaterThan(2);
    moments.slice(1).forEach((moment, index) => {
      expect(moment - (moments[index] ?? NaN)).toBeGreaterThanOrEqual(2_000);
    });
  });

  it('forgets whoever left, and remembers the others in their order', () => {
    const hold = new SpeakerHold();
    ['ann', 'bob', 'cid'].forEach((id, turn) => {
      hold.hear(id, turn * 5_000);
      hold.at(turn * 5_000 + 1_000);
    });
    hold.keepOnly(new Set(['ann', 'bob']));
    expect(hold.at(20_000)).toEqual(['bob', 'ann']);
  });

  it('gives the same list as long as nothing changes', () => {
    const hold = new SpeakerHold();
    hold.hear('ann', 0);
    expect(hold.at(5_000)).toBe(hold.at(6_000));
  });
});
