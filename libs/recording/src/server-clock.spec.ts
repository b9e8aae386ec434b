import * as fc from 'fast-check';
import { estimateClock, ServerClock } from './server-clock';

/** Trips that start one after the other; the server reads its clock somewhere on the way. */
const ways = fc.array(
  fc.record({
    thereMs: fc.integer({ min: 0, max: 900 }),
    backMs: fc.integer({ min: 0, max: 900 }),
  }),
  { minLength: 1, maxLength: 20 },
);

describe('the estimate of the clock', () => {
  it('is never further off than it says, whatever the way there and back took', () => {
    fc.assert(
      fc.property(ways, fc.integer({ min: -1e9, max: 1e9 }), (all, offsetMs) => {
        const trips = all.map(({ thereMs, backMs }, index) => ({
          askedAtMs: index * 2_000,
          serverMs: index * 2_000 + thereMs + offsetMs,
          answeredAtMs: index * 2_000 + thereMs + backMs,
        }));
        const estimate = estimateClock(trips);
        expect(Math.abs((estimate?.offsetMs ?? NaN) - offsetMs)).toBeLessThanOrEqual(
          estimate?.errorMs ?? NaN,
        );
        const shortest = Math.min(...all.map(({ thereMs, backMs }) => thereMs + backMs));
        expect(estimate?.errorMs).toBeLessThanOrEqual(shortest / 2);
      }),
    );
  });

  it('is exact when one answer took no time', () => {
    const trips = [
      { askedAtMs: 0, serverMs: 1_080, answeredAtMs: 100 },
      { askedAtMs: 200, serverMs: 1_200, answeredAtMs: 200 },
    ];
    expect(estimateClock(trips)).toEqual({ offsetMs: 1_000, errorMs: 0 });
  });

  it('takes the shortest trip when a clock was set between two', () => {
    const trips = [
      { askedAtMs: 0, serverMs: 5_010, answeredAtMs: 20 },
      { askedAtMs: 100, serverMs: 9_105, answeredAtMs: 110 },
    ];
    expect(estimateClock(trips)).toEqual({ offsetMs: 9_000, errorMs: 5 });
  });

  it('is none without trips', () => {
    expect(estimateClock([])).toBeNull();
  });
});

describe('the server clock', () => {
  it('tells the time of the server, and how wrong it may be', async () => {
    let now = 0;
    const tripsMs = [40, 10, 30];
    const clock = new ServerClock({
      now: () => now,
      readClock: () => {
        const tripMs = tripsMs.shift() ?? 40;
        now += tripMs;
        return Promise.resolve(7_000 + now - tripMs / 2);
      },
    });
    expect([clock.nowMs(), clock.errorMs]).toEqual([NaN, Infinity]);
    await clock.synchronise(3);
    expect(clock.nowMs()).toBe(7_080);
    expect(clock.errorMs).toBe(5);
  });

  /** A server five seconds ahead, asked over ways that take so long there and back; the last ones stay. */
  function asked(ways: (readonly [number, number])[]) {
    let now = 0;
    let trips = 0;
    const clock = new ServerClock({
      now: () => now,
      readClock: () => {
        const [thereMs, backMs] = ways[Math.min(trips, ways.length - 1)] ?? [0, 0];
        trips += 1;
        now += thereMs;
        const serverMs = now + 5_000;
        now += backMs;
        return Promise.resolve(serverMs);
      },
    });
    return { clock, trips: () => trips, now: () => now };
  }

  it('asks on while a busy page hears every answer late', async () => {
    const late = [5, 400] as const;
    const { clock, now } = asked([...Array.from({ length: 9 }, () => late), [5, 5]]);
    await clock.synchronise();
    expect(clock.nowMs()).toBe(now() + 5_000);
    expect(clock.errorMs).toBe(5);
  });

  it('takes what it has where the network is slow all the time', async () => {
    const { clock, trips } = asked([[300, 300]]);
    await clock.synchronise();
    expect([trips(), clock.errorMs]).toEqual([8, 300]);
    const usual = asked([[20, 20]]);
    await usual.clock.synchronise();
    expect([usual.trips(), usual.clock.errorMs]).toEqual([16, 20]);
  });

  it('keeps what it knew when the server does not answer', async () => {
    const answers = [Promise.resolve(1_000), Promise.reject(new TypeError('Failed to fetch'))];
    const clock = new ServerClock({
      now: () => 0,
      readClock: () => answers.shift() ?? Promise.resolve(NaN),
    });
    await clock.synchronise(1);
    await expect(clock.synchronise(1)).rejects.toThrow('Failed to fetch');
    expect(clock.nowMs()).toBe(1_000);
  });
});
