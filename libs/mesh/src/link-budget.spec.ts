import { freshBudget, nextBudget, type LinkBudget, type LinkReading } from './link-budget';

const fine: Omit<LinkReading, 'atMs'> = {
  availableBitrate: 2_000_000,
  lossFraction: 0,
  roundTripMs: 20,
  reportedAtMs: 0,
  channelBytesSent: 0,
  isBandwidthLimited: false,
};

/** A link that is read once a second. */
function link() {
  let budget: LinkBudget = freshBudget;
  let atMs = 0;
  /** Each new bitrate, with the second at which it was set. */
  const steps: (readonly [number, number | null])[] = [];
  const pass = (seconds: number, facts: Partial<LinkReading> = {}) => {
    for (let second = 0; second < seconds; second += 1) {
      const before = budget.bitrate;
      budget = nextBudget(budget, { ...fine, ...facts, atMs });
      if (budget.bitrate !== before) steps.push([atMs / 1_000, budget.bitrate]);
      atMs += 1_000;
    }
    return budget;
  };
  return { pass, steps };
}

test('a healthy link has no limit, however little the browser believes in', () => {
  const { pass } = link();
  expect(pass(60, { availableBitrate: 50_000 })).toMatchObject({ bitrate: null, isPoor: false });
});

test('the slow start of a picture is no weakness of the link', () => {
  const { pass } = link();
  const starting = { availableBitrate: 300_000, isBandwidthLimited: true };
  expect(pass(30, starting)).toMatchObject({ bitrate: null, isPoor: false });
});

test.each([
  ['loss', { lossFraction: 0.15, availableBitrate: 250_000 }, 250_000],
  [
    'a queue on the way',
    { roundTripMs: 400, isBandwidthLimited: true, availableBitrate: 250_000 },
    250_000,
  ],
  ['starvation', { isBandwidthLimited: true, availableBitrate: 90_000 }, 90_000],
  ['loss, and hardly anything left', { lossFraction: 0.3, availableBitrate: 9_000 }, 40_000],
])('%s that lasts brings the budget down to what the link carries', (_, facts, bitrate) => {
  const { pass } = link();
  pass(5);
  expect(pass(2, facts)).toMatchObject({ bitrate: null, isPoor: false });
  // At first a small picture stays.
  expect(pass(1, facts)).toMatchObject({ bitrate: Math.max(bitrate, 200_000), isPoor: true });
  expect(pass(2, facts)).toMatchObject({ bitrate, isPoor: true });
});

test('where hardly anything arrives the picture is made small at once, and climbs by the same steps', () => {
  const { pass, steps } = link();
  pass(5);
  const drowned = { lossFraction: 0.6, availableBitrate: 250_000 };
  expect(pass(1, drowned)).toMatchObject({ bitrate: 250_000, isPoor: true });
  pass(1, { ...drowned, availableBitrate: 100_000 });
  expect(pass(31)).toMatchObject({ bitrate: null });
  expect(steps.map(([, bitrate]) => bitrate)).toEqual([
    250_000,
    375_000,
    562_500,
    1_125_000,
    2_250_000,
    null,
  ]);
});

test('a bad second now and then changes nothing', () => {
  const { pass, steps } = link();
  for (let round = 0; round < 10; round += 1) {
    pass(2, { lossFraction: 0.3, availableBitrate: 100_000 });
    pass(1);
  }
  expect(steps).toEqual([]);
});

test('a long round trip alone is not held against the link', () => {
  const { pass } = link();
  pass(5);
  expect(pass(20, { roundTripMs: 900 })).toMatchObject({ bitrate: null, isPoor: false });
});

test('strain that goes on goes further down, and never up', () => {
  const { pass, steps } = link();
  pass(3, { lossFraction: 0.3, availableBitrate: 400_000 });
  pass(6, { lossFraction: 0.3, availableBitrate: 120_000 });
  pass(6, { lossFraction: 0.3, availableBitrate: 900_000 });
  expect(steps.map(([, bitrate]) => bitrate)).toEqual([400_000, 120_000]);
});

test('after health it climbs in steps of five seconds until there is no limit', () => {
  const { pass, steps } = link();
  pass(5, { lossFraction: 0.3, availableBitrate: 60_000 });
  expect(pass(40)).toMatchObject({ bitrate: null, isPoor: false });
  expect(steps).toEqual([
    [2, 200_000],
    [4, 60_000],
    [10, 200_000],
    [15, 300_000],
    [20, 450_000],
    [25, 900_000],
    [30, 1_800_000],
    [35, null],
  ]);
});

test('the connection is poor until a good picture fits again', () => {
  const { pass } = link();
  pass(5, { lossFraction: 0.3, availableBitrate: 60_000 });
  expect(pass(16).isPoor).toBe(true);
  expect(pass(5).isPoor).toBe(false);
});

test('each step up that strains the link makes the next one wait longer', () => {
  const { pass, steps } = link();
  const weak = { lossFraction: 0.3, availableBitrate: 60_000 };
  pass(5, weak);
  for (let round = 0; round < 5; round += 1) {
    while (pass(1).bitrate === 60_000);
    pass(4, weak);
  }
  const [, ...later] = steps;
  const raisedAt = later.filter(([, bitrate]) => bitrate === 200_000).map(([second]) => second);
  const fellAt = later.filter(([, bitrate]) => bitrate === 60_000).map(([second]) => second);
  const waits = raisedAt.map((second, index) => second - (fellAt[index] ?? 0));
  expect(waits.toSorted((left, right) => left - right)).toEqual(waits);
  expect(waits.at(0)).toBeLessThan(8);
  expect(waits.at(-1)).toBeGreaterThanOrEqual(40);
});

test('a step up that strains the link is taken back at once', () => {
  const { pass, steps } = link();
  pass(5, { lossFraction: 0.3, availableBitrate: 60_000 });
  pass(6);
  pass(1, { lossFraction: 0.15, availableBitrate: 90_000 });
  expect(steps.slice(-2).map(([, bitrate]) => bitrate)).toEqual([200_000, 90_000]);
});

test('a fall long after a step up is not held against it', () => {
  const { pass, steps } = link();
  const weak = { lossFraction: 0.3, availableBitrate: 60_000 };
  pass(5, weak);
  pass(6);
  // Strain that is too short for a fall keeps it from climbing on.
  for (let round = 0; round < 5; round += 1) {
    pass(4);
    pass(1, weak);
  }
  pass(5, weak);
  pass(6);
  expect(steps.map(([, bitrate]) => bitrate)).toEqual([200_000, 60_000, 200_000, 60_000, 200_000]);
});

test('after a step up the browser gets time to believe in it', () => {
  const { pass, steps } = link();
  pass(5, { lossFraction: 0.3, availableBitrate: 60_000 });
  pass(6);
  pass(8, { isBandwidthLimited: true, availableBitrate: 70_000 });
  expect(steps.map(([, bitrate]) => bitrate)).not.toContain(70_000);
  expect(steps.at(-1)?.[1]).toBeGreaterThanOrEqual(200_000);
});
