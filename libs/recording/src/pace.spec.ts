import { paceAfter } from './pace';

const fullPaceMs = 40;
/** What an encoder that keeps up has in hand, as measured in Chromium, beside the frame that is due. */
const inHandMs = 160;

/** The paces of so many slices, where the newest frame of each is as old as an encoder that keeps up leaves it at worst. */
function pacesOfAnIdleEncoder(startMs: number, slices: number): readonly number[] {
  const paces = [startMs];
  for (let slice = 0; slice < slices; slice += 1) {
    const paceMs = paces.at(-1) ?? startMs;
    paces.push(paceAfter(paceMs, inHandMs + paceMs, fullPaceMs));
  }
  return paces;
}

describe('the pace of the picture', () => {
  it('slows down while the encoder is behind, but never to a gap', () => {
    const paces = [900, 900, 900, 900, 900, 900].reduce<number[]>(
      (all, ageMs) => [...all, paceAfter(all.at(-1) ?? NaN, ageMs, fullPaceMs)],
      [fullPaceMs],
    );
    expect(paces).toEqual(paces.toSorted((one, other) => one - other));
    expect(paces.at(-1)).toBe(250);
  });

  it('stays where the encoder is a little behind', () => {
    expect(paceAfter(80, 380, fullPaceMs)).toBe(80);
  });

  it('comes back to its full pace when the encoder is no longer behind, however slow it was', () => {
    const paces = pacesOfAnIdleEncoder(250, 15);
    expect(paces.at(-1)).toBe(fullPaceMs);
    expect(paces).toEqual(paces.toSorted((one, other) => other - one));
  });
});
