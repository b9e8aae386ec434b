import { placesInMixed, trackOffsetMs } from './track-offset';

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

describe('where everything of a track lies beside the mixed file', () => {
  const paused = { ...mixed, mediaStartedAtMs: 1_000, pauses: [{ fromMs: 10_000, toMs: 14_000 }] };
  const track = (pauses: { fromMs: number; toMs: number }[] | null) => ({
    ...{ startedAtMs: 0, mediaStartedAtMs: 2_000, pauses },
  });

  it('is as much later all the time where both paused together, or the device said nothing', () => {
    for (const pauses of [paused.pauses, null]) {
      const placeOf = placesInMixed(track(pauses), paused);
      for (const fileMs of [0, 7_999, 8_000, 20_000])
        expect(placeOf(fileMs)).toEqual({ atMs: fileMs + 1_000, isOutside: false });
    }
  });

  it('is right again after a pause that each made for as long as its network is slow', () => {
    const placeOf = placesInMixed(track([{ fromMs: 10_300, toMs: 14_050 }]), paused);
    // Spoken at 16 s, which is 6 s after the pause began: 4 of them are in no file.
    expect(placeOf(16_000 - 2_000 - 3_750)).toEqual({ atMs: 11_000, isOutside: false });
    expect(placeOf(8_100)).toEqual({ atMs: 9_000, isOutside: true });
  });

  it('leaves out what an offline device recorded through the pause', () => {
    const placeOf = placesInMixed(track([]), paused);
    expect(placeOf(10_000)).toEqual({ atMs: 9_000, isOutside: true });
    expect(placeOf(12_500)).toEqual({ atMs: 9_500, isOutside: false });
  });
});
