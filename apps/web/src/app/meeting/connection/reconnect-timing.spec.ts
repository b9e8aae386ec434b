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
        expect(delayMs).toBeLessThanOrEqual(750);
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
  it('is long for the first connection of all, once a websocket that is swallowed was given up', () => {
    expect([0, 1, 2].map((attempt) => connectTimeoutMs(attempt, false, null))).toEqual([
      5_000, 10_000, 10_000,
    ]);
  });

  it('follows what this network needs, and is long enough for a slower one each fourth time', () => {
    expect([0, 1, 2, 3, 4].map((attempt) => connectTimeoutMs(attempt, true, 25))).toEqual([
      1_600, 1_600, 1_600, 6_000, 1_600,
    ]);
    expect(connectTimeoutMs(0, true, 2_000)).toBe(6_000);
  });
});

describe('everybody who was cut off at once', () => {
  const count = 2_000;
  /** When each of them tries for the first time after the loss, and when after a server that stayed away for a while. */
  const chances = Array.from({ length: count }, (_, index) => index / count);
  const busiest = (moments: readonly number[], windowMs: number) => {
    const windows = new Map<number, number>();
    for (const moment of moments) {
      const key = Math.floor(moment / windowMs);
      windows.set(key, (windows.get(key) ?? 0) + 1);
    }
    return Math.max(...windows.values());
  };

  it('does not come back in the same moment', () => {
    const first = chances.map((random) => reconnectDelayMs('server', 0, random));
    expect(busiest(first, 100) / count).toBeLessThanOrEqual(0.07);
  });

  it('stays apart in later tries: whoever waited equally long does not keep in step', () => {
    const later = chances.map((random) => reconnectDelayMs('server', 5, random));
    expect(Math.max(...later) - Math.min(...later)).toBeGreaterThanOrEqual(499);
    expect(busiest(later, 100) / count).toBeLessThanOrEqual(0.21);
  });

  it('is spread wider where the server says that it is too much', () => {
    const refused = chances.map((random) => reconnectDelayMs('refusal', 3, random));
    expect(busiest(refused, 1_000) / count).toBeLessThanOrEqual(0.13);
  });
});
