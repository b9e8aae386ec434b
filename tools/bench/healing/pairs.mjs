import { chromium } from '@playwright/test';
import { hostPage, join } from '../people.mjs';
import { browserOptions, makeRoom, startBrowser } from '../product.mjs';
import { keepWatch } from './page-watch.mjs';

/** The server takes this name for its own as well, so that it can lead another way. */
const throughTheProxy = (link) => link.replace('//127.0.0.1', '//localhost');
const switchesOf = (proxy) => [`--host-resolver-rules=MAP localhost 127.0.0.1:${proxy.port}`];

/** A browser that can be killed from one moment to the next, as a crash does it, or stopped, as a lid does that is closed. */
async function startOwnBrowser(proxy) {
  const server = await chromium.launchServer(browserOptions({ switches: switchesOf(proxy) }));
  const browser = await chromium.connect(server.wsEndpoint());
  // Playwright starts it as the head of a group of processes, in which all of its own are.
  const signal = (name) => process.kill(-server.process().pid, name);
  return { browser, signal, kill: () => server.kill() };
}

/** Who watches, directly at the server, and who suffers, behind the proxy; each pair in a room of its own. */
async function makePair({ url, proxy, browser, isOwnBrowser }) {
  const { cookie, link } = await makeRoom(url);
  const watcher = await hostPage(browser, url, cookie, { script: keepWatch });
  const counts = { leftEvents: 0 };
  watcher.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('meetings:participant-left')) counts.leftEvents += 1;
    }),
  );
  await join(watcher, link, 'Watcher');
  const own = isOwnBrowser ? await startOwnBrowser(proxy) : null;
  const context = await (own?.browser ?? browser).newContext();
  await context.addInitScript(keepWatch);
  const guest = await context.newPage();
  await join(guest, throughTheProxy(link), 'Guest');
  await watcher.waitForFunction(() => globalThis.watch.frames > 10);
  const close = async () => {
    await watcher.context().close();
    if (own) await own.kill();
    else await context.close();
  };
  return { watcher, guest, counts, kill: own?.kill, signal: own?.signal, close };
}

/** Some pairs in one browser, or each guest in one of their own; the returned function ends them. */
export async function makePairs(count, { url, proxy, isOwnBrowser = false }) {
  const browser = await startBrowser({ switches: switchesOf(proxy) });
  const pairs = [];
  for (let number = 0; number < count; number += 1)
    pairs.push(await makePair({ url, proxy, browser, isOwnBrowser }));
  const close = async () => {
    for (const pair of pairs) await pair.close();
    await browser.close();
  };
  return { pairs, close };
}
