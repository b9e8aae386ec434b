import { trackOffsetMs } from './track-offset';

const mixed = { startedAtMs: 1_000, mediaStartedAtMs: 1_400.5, pauses: null };
const trackAt = (mediaStartedAtMs: number) => ({ startedAtMs: 0, mediaStartedAtMs });

describe('where a track lies beside the mixed file', () => {
  it('counts from the first frame of both', () => {
    expect(trackOffsetMs(trackAt(3_400.75), mixed)).toBe(2_000.25);
    expect(trackOffsetMs(trackAt(1_300.5), mixed)).toBe(-100);
  });

  it('counts from the order to record where the recorder never said more', () => {
    expect(trackOffsetMs(trackAt(3_000), { ...mixed, mediaStartedAtMs: null })).toBe(2_000);
  });

  it('leaves out the pauses before it, and what is past of one that lasts', () => {
    const pauses = [
      { fromMs: 2_000, toMs: 5_000 },
      { fromMs: 8_000, toMs: 20_000 },
      { fromMs: 30_000, toMs: null },
    ];
    expect(trackOffsetMs(trackAt(10_000), { ...mixed, pauses })).toBeCloseTo(3_599.5);
    expect(trackOffsetMs(trackAt(31_000), { ...mixed, pauses })).toBeCloseTo(13_599.5);
    expect(trackOffsetMs(trackAt(1_500.5), { ...mixed, pauses })).toBe(100);
  });
});
