import { ManualClock } from '@parley/testing';
import { SignalOutbox } from './signal-outbox';
import type { MeshSignal } from './types';

const signal: MeshSignal = { description: { type: 'offer', sdp: '' } };
const task = () => new Promise((resolve) => setImmediate(resolve));

/** An outbox over signaling that answers as `answer` says at the time. */
function outboxOver(answer: (number: number) => Promise<boolean>) {
  const clock = new ManualClock();
  const tried: number[] = [];
  const failures: unknown[] = [];
  const outbox = new SignalOutbox({
    clock,
    send: (number) => {
      tried.push(number);
      return answer(number);
    },
    deliveryFailed: (reason) => failures.push(reason),
  });
  return { outbox, clock, tried, failures };
}

test('signals go out at once, without waiting for each other', () => {
  const { outbox, tried } = outboxOver(() => new Promise(() => undefined));
  for (let count = 0; count < 3; count += 1) outbox.push(signal);
  expect(tried).toEqual([1, 2, 3]);
  expect(outbox.isEmpty).toBe(false);
});

test('what was not delivered is sent again, in order, with what came after it', async () => {
  let isAway = true;
  const { outbox, tried, clock, failures } = outboxOver(() => Promise.resolve(!isAway));
  outbox.push(signal);
  outbox.push(signal);
  await task();
  outbox.push(signal);
  expect(tried).toEqual([1, 2]);
  isAway = false;
  outbox.retryNow();
  await task();
  expect(tried).toEqual([1, 2, 1, 2, 3]);
  expect(failures).toHaveLength(2);
  expect(outbox.isEmpty).toBe(true);
  expect(clock.waitingCount).toBe(0);
});

test('tries are repeated with a growing delay of at most eight seconds', async () => {
  const { outbox, tried, clock } = outboxOver(() => Promise.reject(new Error('away')));
  outbox.push(signal);
  await task();
  const triesAfter: number[] = [];
  for (const delayMs of [499, 1, 999, 1, 2_000, 4_000, 8_000, 8_000]) {
    clock.advance(delayMs);
    await task();
    triesAfter.push(tried.length);
  }
  expect(triesAfter).toEqual([1, 2, 2, 3, 4, 5, 6, 7]);
});

test('one delivery sends at once whatever still waits', async () => {
  let failing = new Set([1, 2]);
  const { outbox, tried } = outboxOver((number) => Promise.resolve(!failing.has(number)));
  outbox.push(signal);
  outbox.push(signal);
  await task();
  failing = new Set();
  outbox.retryNow();
  outbox.push(signal);
  await task();
  expect(tried).toEqual([1, 2, 1, 2, 3]);
});

test('after close nothing is sent, and no timer waits', async () => {
  const { outbox, tried, clock } = outboxOver(() => Promise.resolve(false));
  outbox.push(signal);
  await task();
  outbox.close();
  outbox.push(signal);
  outbox.retryNow();
  expect(tried).toEqual([1]);
  expect(clock.waitingCount).toBe(0);
});
