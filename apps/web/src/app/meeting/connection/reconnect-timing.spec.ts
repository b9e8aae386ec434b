import * as fc from 'fast-check';
import { connectTimeoutMs, type LossCause, reconnectDelayMs } from './reconnect-timing';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before a try to connect', () => {
  it('is none when only our own network went', () => {
    expect(reconnectDelayMs('network', 0, 0.9)).toBe(0);
  });

  it('spreads everybody over a second and a half when the server went', () => {
    expect([0, 0.5, 0.99].map((random) => reconnectDelayMs('server', 0, random))).toEqual([
      0, 750, 1_485,
    ]);
  });

  it('is below a second after a first try, so that a page is back a second after its network', () => {
    const cause = fc.constantFrom<LossCause>('network', 'server');
    fc.assert(
      fc.property(cause, fc.integer({ min: 1, max: 1_000 }), chance, (why, attempt, random) => {
        const delayMs = reconnectDelayMs(why, attempt, random);
        expect(delayMs).toBeGreaterThanOrEqual(100);
        expect(delayMs).toBeLessThan(1_000);
      }),
    );
  });

  it('grows when the server says that it cannot now, and stays within a quarter of a minute', () => {
    expect([0, 1, 2, 3, 9].map((attempt) => reconnectDelayMs('refusal', attempt, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 8_000,
    ]);
  });
});

describe('the time a try may take', () => {
  it('is long for the first connection of all', () => {
    expect(connectTimeoutMs(0, false, null)).toBe(10_000);
  });

  it('follows what this network needs, and is long enough for a slower one each fourth time', () => {
    expect([0, 1, 2, 3, 4].map((attempt) => connectTimeoutMs(attempt, true, 25))).toEqual([
      1_600, 1_600, 1_600, 6_000, 1_600,
    ]);
    expect(connectTimeoutMs(0, true, 2_000)).toBe(6_000);
  });
});
