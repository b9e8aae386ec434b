import { RateBucket } from './rate-bucket';
import { Strikes } from './strikes';

describe('a rate bucket', () => {
  it('gives its burst at once and then what refills', () => {
    const bucket = new RateBucket({ burst: 3, perSecond: 2 }, 0);
    expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
    expect(bucket.take(499)).toBe(false);
    expect(bucket.take(1_000)).toBe(true);
  });

  it('never holds more than its burst', () => {
    const bucket = new RateBucket({ burst: 2, perSecond: 100 }, 0);
    const taken = Array.from({ length: 5 }, () => bucket.take(3_600_000));
    expect(taken.filter(Boolean)).toHaveLength(2);
  });

  it('says how long to wait', () => {
    const bucket = new RateBucket({ burst: 1, perSecond: 0.1 }, 0);
    bucket.take(0);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.retryAfterSeconds).toBe(10);
  });
});

describe('strikes', () => {
  it('close a flooder on the third within about a second', () => {
    const strikes = new Strikes();
    const closedAt = Array.from({ length: 2_000 }, (_, ms) => ms).find((ms) => strikes.add(ms));
    expect(closedAt).toBe(1_000);
  });

  it('close at once who sends thousands too many', () => {
    const strikes = new Strikes();
    const closedAfter = Array.from({ length: 2_000 }, () => strikes.add(0)).indexOf(true);
    expect(closedAfter).toBe(1_000);
  });

  it('are one for a burst and forgiven after a quiet minute', () => {
    const strikes = new Strikes();
    expect([0, 1, 2, 499].some((ms) => strikes.add(ms))).toBe(false);
    expect(strikes.add(600)).toBe(false);
    expect(strikes.add(70_000)).toBe(false);
  });
});
