import { atServerMs, inFileMs, isOutside, pausedSince, withTold } from './recording-pauses';

const row = {
  startedAtMs: 0,
  mediaStartedAtMs: 1_000,
  pauses: [
    { fromMs: 2_000, toMs: 5_000 },
    { fromMs: 8_000, toMs: 20_000 },
  ],
};

describe('pauses that the device tells', () => {
  const told = [{ fromMs: 2_150, toMs: 5_100 }];

  it('take the place of the times of the orders', () => {
    expect(withTold([{ fromMs: 2_000, toMs: 5_000 }], told)).toEqual(told);
    expect(withTold([{ fromMs: 2_000, toMs: 5_000 }], [])).toEqual([]);
  });

  it('leave the one that lasts, but not one that is only not yet written down to be over', () => {
    const lasting = { fromMs: 9_000, toMs: null };
    expect(withTold([{ fromMs: 2_000, toMs: 5_000 }, lasting], told)).toEqual([...told, lasting]);
    expect(withTold([{ fromMs: 2_000, toMs: null }], told)).toEqual(told);
    expect(withTold([lasting], [])).toEqual([lasting]);
  });

  it('count where they are over, and after the beginning', () => {
    expect(pausedSince([...row.pauses, { fromMs: 30_000, toMs: null }], 4_000)).toBe(13_000);
  });
});

describe('the clock of a file with pauses', () => {
  it.each([0, 500, 999, 1_000, 3_999, 4_000, 9_000])(
    'goes from the file to the server and back at %d ms',
    (fileMs) => {
      expect(inFileMs(row, atServerMs(row, fileMs))).toBe(fileMs);
    },
  );

  it('stands still in a pause', () => {
    expect([2_000, 3_000, 4_999.9, 5_000].map((atMs) => inFileMs(row, atMs))).toEqual([
      1_000, 1_000, 1_000, 1_000,
    ]);
    expect([999, 1_000, 1_999, 2_000, 4_999, 5_000].map((atMs) => isOutside(row, atMs))).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});
