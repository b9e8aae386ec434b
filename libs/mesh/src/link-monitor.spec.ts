import { ManualClock } from '@parley/testing';
import { LinkMonitor } from './link-monitor';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function monitored() {
  const clock = new ManualClock();
  const budgets: (number | null)[] = [];
  const paces: (number | null)[] = [];
  const failures: unknown[] = [];
  const link = { lossFraction: 0, getStats: (): Promise<unknown[]> => Promise.resolve(stats()) };
  const stats = () => [
    { id: 'T', type: 'transport', timestamp: 0, selectedCandidatePairId: 'P' },
    { id: 'P', type: 'candidate-pair', timestamp: 0, availableOutgoingBitrate: 70_000 },
    { id: 'R', type: 'remote-inbound-rtp', timestamp: 0, fractionLost: link.lossFraction },
    { id: 'F', type: 'data-channel', timestamp: 0, bytesSent: 0 },
  ];
  const monitor = new LinkMonitor({
    clock,
    getStats: async () => new Map((await link.getStats()).entries()) as unknown as RTCStatsReport,
    budgeted: ({ bitrate }) => budgets.push(bitrate),
    filesPaced: (bytesPerSecond) => paces.push(bytesPerSecond),
    readingFailed: (cause) => failures.push(cause),
  });
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(1_000);
      await settle();
    }
  };
  return { clock, monitor, link, budgets, paces, failures, pass };
}

test('a running monitor reads once a second, however often it is started', async () => {
  const { clock, monitor, budgets, pass } = monitored();
  monitor.start();
  monitor.start();
  await pass(3);
  expect(budgets).toEqual([null, null, null]);
  expect(clock.waitingCount).toBe(1);
});

test('a lossy link gets a budget, which holds over an interruption', async () => {
  const { clock, monitor, link, budgets, pass } = monitored();
  link.lossFraction = 0.3;
  monitor.start();
  await pass(3);
  expect(budgets).toEqual([null, null, 200_000]);
  monitor.stop();
  expect(clock.waitingCount).toBe(0);
  monitor.start();
  await pass(1);
  expect(budgets.at(-1)).toBe(200_000);
});

test('a link with a budget slows files, and is told once', async () => {
  const { monitor, link, paces, pass } = monitored();
  link.lossFraction = 0.3;
  monitor.start();
  await pass(4);
  expect(paces).toEqual([5_000]);
});

test('a reading that comes after the stop changes nothing', async () => {
  const { clock, monitor, budgets } = monitored();
  monitor.start();
  clock.advance(1_000);
  monitor.stop();
  await settle();
  expect(budgets).toEqual([]);
  expect(clock.waitingCount).toBe(0);
});

test('a reading that fails is told of and followed by the next', async () => {
  const { monitor, link, budgets, failures, pass } = monitored();
  const { getStats } = link;
  const refusal = new Error('no statistics');
  link.getStats = () => Promise.reject(refusal);
  monitor.start();
  await pass(2);
  expect([failures, budgets]).toEqual([[refusal, refusal], []]);
  link.getStats = getStats;
  await pass(1);
  expect(budgets).toEqual([null]);
});
