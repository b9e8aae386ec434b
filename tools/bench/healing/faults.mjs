import { setTimeout as pass } from 'node:timers/promises';

const polling = { polling: 30, timeout: 60_000 };
const sayingReconnecting = () => document.body.textContent.includes('Reconnecting…');
const sayingNothing = () => !document.body.textContent.includes('Reconnecting…');
const tileSayingReconnecting = () =>
  document
    .querySelector('[role="group"][aria-label="Guest"]')
    ?.textContent.includes('reconnecting') ?? true;
const tileGone = () => !document.querySelector('[role="group"][aria-label="Guest"]');
const seeingTheReloaded = () => globalThis.watch.newestFrames > 2;

/** Waits until each page is so, and says after how many milliseconds each was. */
async function times(pages, isSo) {
  const begunAt = performance.now();
  return Promise.all(
    pages.map(async (page) => {
      await page.waitForFunction(isSo, undefined, polling);
      return performance.now() - begunAt;
    }),
  );
}
const guests = (pairs) => pairs.map(({ guest }) => guest);
const watchers = (pairs) => pairs.map(({ watcher }) => watcher);

/** Signaling is gone for a while; media goes another way. Back counts from when the network is. */
const signalingGone =
  (manner, forMs) =>
  async (pairs, { proxy }) => {
    proxy[manner]();
    const over = pass(forMs);
    const noticedMs = await times(guests(pairs), sayingReconnecting);
    await over;
    proxy.pass();
    return { noticedMs, recoveredMs: await times(guests(pairs), sayingNothing) };
  };

/** Everybody is cut off; back counts from when the new process answers, for whoever of a pair is back later. */
async function serverKilled(pairs, { product }) {
  await product.kill();
  const noticedMs = await times(guests(pairs), sayingReconnecting);
  await product.start();
  const [ofGuests, ofWatchers] = await Promise.all([
    times(guests(pairs), sayingNothing),
    times(watchers(pairs), sayingNothing),
  ]);
  return { noticedMs, recoveredMs: ofGuests.map((ms, index) => Math.max(ms, ofWatchers[index])) };
}

/** Back is when the other sees pictures of the new page. */
async function tabReloaded(pairs) {
  for (const { watcher } of pairs)
    await watcher.evaluate(() => (globalThis.watch.madeBefore = globalThis.watch.made));
  const seen = times(watchers(pairs), seeingTheReloaded);
  await Promise.all(guests(pairs).map((guest) => guest.reload({ waitUntil: 'commit' })));
  return { noticedMs: [], recoveredMs: await seen };
}

/** Nobody comes back: it has healed when they are not drawn any more. */
async function browserKilled(pairs) {
  await Promise.all(pairs.map(({ kill }) => kill()));
  const gone = times(watchers(pairs), tileGone);
  return {
    noticedMs: await times(watchers(pairs), tileSayingReconnecting),
    recoveredMs: await gone,
  };
}

export const faults = [
  { name: 'signaling reset 5 s', strike: signalingGone('reset', 5_000) },
  { name: 'signaling black hole 5 s', strike: signalingGone('blackHole', 5_000) },
  { name: 'signaling black hole 30 s', strike: signalingGone('blackHole', 30_000) },
  { name: 'server killed and restarted', strike: serverKilled },
  { name: 'tab reload', strike: tabReloaded },
  { name: 'browser killed', strike: browserKilled, isMortal: true },
];
