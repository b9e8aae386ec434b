import { setTimeout as pass } from 'node:timers/promises';
import { startProduct } from '../product.mjs';
import { faults } from './faults.mjs';
import { load } from './load.mjs';
import { makePairs } from './pairs.mjs';

/** Side by side, so that long faults do not take for ever; more would measure the machine. */
const pairsAtOnce = 4;

const read = (page) => page.evaluate(() => ({ ...globalThis.watch, atMs: performance.now() }));

/** Before a fault: how fast pictures come. The returned function says what was lost and wrongly said since. */
async function observe({ watcher, counts }, { isMortal = false, isSilencing = false }) {
  const first = await read(watcher);
  await pass(1_000);
  await watcher.evaluate(() => Object.assign(globalThis.watch, { isGone: false, saysLeft: false }));
  const start = await read(watcher);
  const framesPerMs = (start.frames - first.frames) / (start.atMs - first.atMs);
  counts.leftEvents = 0;
  return async () => {
    const end = await read(watcher);
    const expected = framesPerMs * (end.atMs - start.atMs);
    const lost = Math.max(0, Math.round(expected - (end.frames - start.frames)));
    return {
      lostFrames: isSilencing ? null : lost,
      freezes: end.freezes - start.freezes,
      falseLeft: counts.leftEvents > 0 || end.saysLeft ? 1 : 0,
      outOfSight: end.isGone && !isMortal ? 1 : 0,
    };
  };
}

async function strikeOnce(fault, pairs, world) {
  const observers = await Promise.all(pairs.map((pair) => observe(pair, fault)));
  const { noticedMs, recoveredMs } = await fault.strike(pairs, world);
  const observed = await Promise.all(observers.map((tell) => tell()));
  return observed.map((one, index) => ({
    ...one,
    noticedMs: noticedMs[index] ?? null,
    recoveredMs: recoveredMs[index],
  }));
}

async function strikeRounds(fault, rounds, world) {
  const results = [];
  let made = null;
  while (results.length < rounds) {
    made ??= await makePairs(Math.min(pairsAtOnce, rounds - results.length), {
      url: world.product.url,
      proxy: world.proxy,
      isOwnBrowser: fault.isOwnBrowser ?? false,
    });
    results.push(...(await strikeOnce(fault, made.pairs, world)));
    // Whose page or browser was gone is not struck again.
    if (!fault.isSilencing) continue;
    await made.close();
    made = null;
  }
  await made?.close();
  return results.slice(0, rounds);
}

/** What the product's pages do when the way to the server, the server or one of them goes; calls back per fault. */
export async function measureSignaling(rounds, report) {
  const { FaultProxy } = await load('e2e/support/fault-proxy.ts');
  const product = await startProduct({ CAMERA_SIZE: 'qvga' });
  const proxy = await FaultProxy.start(Number(new URL(product.url).port));
  try {
    for (const fault of faults)
      report(fault.name, await strikeRounds(fault, rounds, { product, proxy }));
  } finally {
    await proxy.dispose();
    await product.stop();
  }
}
