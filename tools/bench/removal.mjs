import { median } from './figures.mjs';
import { hostPage, join } from './people.mjs';
import { makeRoom, startBrowser, startProduct } from './product.mjs';

/** `npm run bench removal` is a look, `npm run bench ejection` the measure. */
const usualRounds = 10;
/** How long to listen after the removal for bytes that should not come. */
const listenMs = 4_000;
/** The moderator's word is final within this, everywhere. */
const promisedMs = 1_000;

/**
 * In a page, before its scripts: notes when bytes last came over any peer connection or socket. A page that clings never
 * closes a connection, so that only the others can end it.
 */
function watchArrivals(clings) {
  const connections = [];
  const Native = RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration) {
      super(configuration);
      connections.push(this);
    }
    close() {
      if (!clings) super.close();
    }
  };
  window.arrivals = { mediaAt: 0, mediaBytes: 0, frameAt: 0 };
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', () => (window.arrivals.frameAt = Date.now()));
    }
  };
  setInterval(async () => {
    let bytes = 0;
    for (const connection of connections)
      for (const report of (await connection.getStats()).values())
        if (report.type === 'inbound-rtp') bytes += report.bytesReceived;
    if (bytes > window.arrivals.mediaBytes)
      window.arrivals = { ...window.arrivals, mediaAt: Date.now(), mediaBytes: bytes };
  }, 20);
}

async function arrivalsOf(page) {
  return page.evaluate(() => window.arrivals);
}

async function removeOnce(browser, host, control, link) {
  const context = await browser.newContext();
  await context.addInitScript(watchArrivals, true);
  const victim = await context.newPage();
  await join(victim, link, 'Mallory');
  await victim.waitForFunction(() => window.arrivals.mediaBytes > 50_000);
  await host.getByRole('button', { name: 'Actions for Mallory' }).click();
  await host.getByRole('menuitem', { name: 'Remove from meeting' }).click();
  const remove = host.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
  const clickedAt = await remove.evaluate((button) => {
    button.click();
    return Date.now();
  });
  const controlBefore = await arrivalsOf(control);
  await host.waitForTimeout(listenMs);
  const [after, controlAfter] = [await arrivalsOf(victim), await arrivalsOf(control)];
  if (controlAfter.mediaBytes <= controlBefore.mediaBytes)
    throw new Error('The control viewer received nothing meanwhile: the round does not count');
  await context.close();
  // The removal switched the lobby on: off again for the next guest.
  await host.getByRole('switch', { name: 'Lobby' }).click();
  return { media: after.mediaAt - clickedAt, signaling: after.frameAt - clickedAt };
}

/** From the moderator's click to the last media byte and the last socket frame that a removed, uncooperative page receives. */
export async function benchRemoval(rounds = usualRounds) {
  const [product, browser] = [await startProduct(), await startBrowser()];
  try {
    const { cookie, link } = await makeRoom(product.url);
    const host = await hostPage(browser, product.url, cookie);
    await join(host, link, 'Host');
    const control = await (await browser.newContext()).newPage();
    await control.addInitScript(watchArrivals, false);
    await join(control, link, 'Connie');
    await host.getByRole('toolbar').getByRole('button', { name: 'People', exact: true }).click();
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const time = await removeOnce(browser, host, control, link);
      times.push(time);
      console.log(
        `round ${round + 1}: last media byte ${time.media} ms, last frame ${time.signaling} ms`,
      );
    }
    for (const kind of ['media', 'signaling']) {
      const values = times.map((time) => time[kind]);
      const worst = Math.max(...values);
      const verdict = worst <= promisedMs ? 'kept' : 'BROKEN';
      console.log(
        `worst ${kind} ${worst} ms (median ${median(values)} ms, n ${rounds}), promised ${promisedMs} ms: ${verdict}`,
      );
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}
