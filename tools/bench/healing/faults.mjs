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
const seeingAgain = () => globalThis.watch.frames > globalThis.watch.framesBefore + 2;

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

/** What comes over connections that are made from now on is the new page's. */
async function expectNewPages(pairs) {
  for (const { watcher } of pairs)
    await watcher.evaluate(() => (globalThis.watch.madeBefore = globalThis.watch.made));
}

/** Back is when the other sees pictures of the new page. */
async function tabReloaded(pairs) {
  await expectNewPages(pairs);
  const seen = times(watchers(pairs), seeingTheReloaded);
  await Promise.all(guests(pairs).map((guest) => guest.reload({ waitUntil: 'commit' })));
  return { noticedMs: [], recoveredMs: await seen };
}

/** Whoever it happens to looks at a page that died, and presses reload when the others have noticed. */
async function tabCrashed(pairs) {
  await expectNewPages(pairs);
  const sessions = await Promise.all(
    guests(pairs).map((guest) => guest.context().newCDPSession(guest)),
  );
  const crashed = guests(pairs).map((guest) => guest.waitForEvent('crash'));
  // Never answered: the page is gone.
  for (const session of sessions) session.send('Page.crash').catch(() => undefined);
  await Promise.all(crashed);
  const noticedMs = await times(watchers(pairs), tileSayingReconnecting);
  const seen = times(watchers(pairs), seeingTheReloaded);
  for (const session of sessions) session.send('Page.reload').catch(() => undefined);
  return { noticedMs, recoveredMs: await seen };
}

/** A lid that is closed: nothing of that browser runs. Back counts from when it is opened. */
const asleep = (forMs) => async (pairs) => {
  for (const { signal } of pairs) signal('SIGSTOP');
  const over = pass(forMs);
  const noticedMs = await times(watchers(pairs), tileSayingReconnecting);
  await over;
  for (const { watcher } of pairs)
    await watcher.evaluate(() => (globalThis.watch.framesBefore = globalThis.watch.frames));
  for (const { signal } of pairs) signal('SIGCONT');
  return { noticedMs, recoveredMs: await times(watchers(pairs), seeingAgain) };
};

/** Nobody comes back: it has healed when they are not drawn any more. */
async function browserKilled(pairs) {
  await Promise.all(pairs.map(({ kill }) => kill()));
  const gone = times(watchers(pairs), tileGone);
  return {
    noticedMs: await times(watchers(pairs), tileSayingReconnecting),
    recoveredMs: await gone,
  };
}

/**
 * What can strike. `isOwnBrowser`: each guest has a browser of their own, for the fault is the whole browser's.
 * `isSilencing`: whoever suffers sends nothing meanwhile, so that frames are not lost but never made. `isMortal`: nobody
 * comes back.
 */
export const faults = [
  { name: 'signaling reset 5 s', strike: signalingGone('reset', 5_000) },
  { name: 'signaling black hole 5 s', strike: signalingGone('blackHole', 5_000) },
  { name: 'signaling black hole 30 s', strike: signalingGone('blackHole', 30_000) },
  { name: 'signaling black hole 120 s', strike: signalingGone('blackHole', 120_000) },
  { name: 'server killed and restarted', strike: serverKilled },
  { name: 'tab reload', strike: tabReloaded },
  { name: 'tab crash', strike: tabCrashed, isSilencing: true },
  { name: 'asleep 20 s', strike: asleep(20_000), isOwnBrowser: true, isSilencing: true },
  { name: 'asleep 60 s', strike: asleep(60_000), isOwnBrowser: true, isSilencing: true },
  {
    name: 'browser killed',
    strike: browserKilled,
    isOwnBrowser: true,
    isSilencing: true,
    isMortal: true,
  },
];
