import { RateBucket } from '../realtime/rate-bucket';
import { SliceRates } from './slice-rates';
import { noise } from './testing/make-webm';
import { RecordingsApi } from './testing/start-recordings';

describe('how fast slices may come', () => {
  const codes = (rates: SliceRates, id: string, count: number, nowMs: number) =>
    Array.from({ length: count }, () => {
      try {
        rates.take(id, nowMs);
        return 'taken';
      } catch (error) {
        return (error as { code: string }).code;
      }
    });

  it('is enough for twenty minutes that were kept on the device, and then for a hundred a second', () => {
    const rates = new SliceRates();
    expect(new Set(codes(rates, 'a', 1_200, 0))).toEqual(new Set(['taken']));
    expect(codes(rates, 'a', 1, 0)).toEqual(['too-many-tries']);
    expect(codes(rates, 'a', 101, 1_000).filter((code) => code === 'taken')).toHaveLength(100);
  });

  it("is nobody else's business", () => {
    const rates = new SliceRates();
    codes(rates, 'a', 1_201, 0);
    expect(codes(rates, 'b', 1, 0)).toEqual(['taken']);
  });

  it('is told with the time to wait, before the body is taken', async () => {
    const api = await RecordingsApi.start({ database: 'sqlite' });
    const recorder = await api.record();
    const bucket = jest.spyOn(RateBucket.prototype, 'take').mockReturnValue(false);
    const refused = await recorder.put(0, noise(10, 1));
    bucket.mockRestore();
    expect([refused.status, refused.error.code]).toEqual([429, 'too-many-tries']);
    expect(refused.error.retryAfterSeconds).toBeGreaterThan(0);
    expect((await recorder.receipt()).json()).toEqual({ acknowledged: 0, sizeBytes: 0 });
    await api.close();
  });
});
