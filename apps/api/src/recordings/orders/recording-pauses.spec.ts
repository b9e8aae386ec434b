import type { RecordingPause } from '../recording.entity';
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
  const noted = (...pauses: RecordingPause[]) => ({ startedAtMs: 1_000, pauses });

  it('take the place of the times of the orders', () => {
    expect(withTold(noted({ fromMs: 2_000, toMs: 5_000 }), told)).toEqual(told);
    expect(withTold(noted({ fromMs: 2_000, toMs: 5_000 }), [])).toEqual([]);
  });

  it('leave the one that lasts, but not one that is only not yet written down to be over', () => {
    const lasting = { fromMs: 9_000, toMs: null };
    expect(withTold(noted({ fromMs: 2_000, toMs: 5_000 }, lasting), told)).toEqual([
      ...told,
      lasting,
    ]);
    expect(withTold(noted({ fromMs: 2_000, toMs: null }), told)).toEqual(told);
    expect(withTold(noted(lasting), [])).toEqual([lasting]);
  });

  it('leave those of the recording that it took over from', () => {
    const before = { fromMs: 200, toMs: 1_000 };
    expect(withTold(noted(before, { fromMs: 2_000, toMs: 5_000 }), told)).toEqual([
      before,
      ...told,
    ]);
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
