import { FakeDataChannel, ManualClock } from '@parley/testing';
import { countArrivals, LinkWatch } from './link-watch';

const beat = JSON.stringify({ type: 'mesh:beat' });

function watchOver(initial: { isOpen?: boolean } = {}) {
  const clock = new ManualClock();
  const channel = new FakeDataChannel('control');
  const seen = { arrivals: 0, isOpen: initial.isOpen ?? true, changes: [] as boolean[] };
  const failures: unknown[] = [];
  let counting: () => Promise<number> = () => Promise.resolve(seen.arrivals);
  const watch = new LinkWatch({
    clock,
    control: () => (seen.isOpen ? (channel as unknown as RTCDataChannel) : null),
    countArrivals: () => counting(),
    changed: () => seen.changes.push(watch.isSilent),
    countingFailed: (cause) => failures.push(cause),
  });
  watch.start();
  /** Lets time pass in steps that the counters can answer. */
  const pass = async (durationMs: number, each: () => void = () => undefined) => {
    for (let passedMs = 0; passedMs < durationMs; passedMs += 500) {
      each();
      clock.advance(500);
      for (let round = 0; round < 5; round += 1) await Promise.resolve();
    }
  };
  const countBy = (way: () => Promise<number>) => {
    counting = way;
  };
  return { clock, channel, watch, seen, failures, pass, countBy };
}

test('a link over which nothing comes is silent after two and a half seconds', async () => {
  const { watch, seen, pass } = watchOver();
  await pass(2_000);
  expect(watch.isSilent).toBe(false);
  await pass(500);
  expect(watch.isSilent).toBe(true);
  await pass(60_000);
  expect(seen.changes).toEqual([true]);
});

test('a beat goes out every second, unless the last one is still waiting', async () => {
  const { channel, pass } = watchOver();
  await pass(3_000);
  expect(channel.sent).toEqual([beat, beat, beat]);
  Object.assign(channel, { bufferedAmount: 25 });
  await pass(10_000);
  expect(channel.sent).toHaveLength(3);
});

test('the other side’s beats keep the link alive without a look at the counters', async () => {
  const { channel, seen, pass, countBy } = watchOver();
  let [asked, steps] = [0, 0];
  countBy(() => Promise.resolve((asked += 1)));
  await pass(60_000, () => {
    if (steps++ % 2 === 0) channel.receives(beat);
  });
  expect({ changes: seen.changes, asked }).toEqual({ changes: [], asked: 0 });
});

test('a page that hangs while its pictures go on is not silent', async () => {
  const { seen, pass } = watchOver();
  await pass(60_000, () => (seen.arrivals += 1_000));
  expect(seen.changes).toEqual([]);
});

test('what came long ago does not count as a sign of life', async () => {
  const { channel, seen, pass } = watchOver();
  await pass(30_000, () => {
    channel.receives(beat);
    seen.arrivals += 1_000;
  });
  await pass(2_500);
  expect(seen.changes).toEqual([true]);
});

test.each(['message', 'counters'])('the first sign of life by %s ends the silence', async (by) => {
  const { channel, seen, pass } = watchOver();
  await pass(5_000);
  if (by === 'message') channel.receives(beat);
  else seen.arrivals += 60;
  await pass(500);
  expect(seen.changes).toEqual([true, false]);
});

test('a page that slept itself accuses nobody', async () => {
  const { clock, channel, seen, pass } = watchOver();
  await pass(1_000);
  // Two hours that only the clock noticed: the page itself had one tick in them.
  const awake = clock.now.bind(clock);
  Object.assign(clock, { now: () => awake() + 7_200_000 });
  await pass(500);
  channel.receives(beat);
  await pass(2_000);
  expect(seen.changes).toEqual([]);
});

test('before the control channel is open nobody is silent', async () => {
  const { seen, pass } = watchOver({ isOpen: false });
  await pass(60_000);
  expect(seen.changes).toEqual([]);
});

test('stopped, it forgets; started again, it begins anew', async () => {
  const { clock, watch, seen, pass } = watchOver();
  await pass(2_500);
  watch.stop();
  expect({ isSilent: watch.isSilent, waiting: clock.waitingCount }).toEqual({
    isSilent: false,
    waiting: 0,
  });
  watch.start();
  watch.start();
  expect(clock.waitingCount).toBe(1);
  await pass(2_000);
  expect(seen.changes).toEqual([true]);
  await pass(500);
  expect(seen.changes).toEqual([true, true]);
});

test('an answer that comes after it was stopped says nothing', async () => {
  const { clock, watch, seen, failures, countBy } = watchOver();
  const { promise, reject } = Promise.withResolvers<number>();
  countBy(() => promise);
  clock.advance(3_000);
  watch.stop();
  reject(new Error('closed'));
  await promise.catch(() => undefined);
  await Promise.resolve();
  expect({ changes: seen.changes, failures }).toEqual({ changes: [], failures: [] });
});

test('where the counters cannot be read, messages alone count', async () => {
  const { seen, failures, pass, countBy } = watchOver();
  const error = new Error('not supported');
  countBy(() => Promise.reject(error));
  await pass(2_500);
  expect(seen.changes).toEqual([true]);
  expect(failures).toContain(error);
});

test('whatever the browser counts as arrived is counted', () => {
  const report = new Map<string, object>([
    ['T1', { type: 'transport', bytesReceived: 100 }],
    ['P1', { type: 'candidate-pair', bytesReceived: 90 }],
    ['C1', { type: 'codec' }],
  ]);
  expect(countArrivals(report as unknown as RTCStatsReport)).toBe(190);
});
