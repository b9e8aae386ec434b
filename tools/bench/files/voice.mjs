import { openDoor } from '../product.mjs';

/** Keeps the page's connections where their statistics can be read. */
function keepConnections() {
  const Native = globalThis.RTCPeerConnection;
  globalThis.benchConnections = [];
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...rest) {
      super(...rest);
      globalThis.benchConnections.push(this);
    }
  };
}

/** Sums over a page's connections since their beginning, of the voice that it hears and of the one that it sends. */
async function readVoice() {
  const sums = { lost: 0, received: 0, concealed: 0, samples: 0 };
  Object.assign(sums, { roundTripS: 0, roundTrips: 0, fileBytes: 0 });
  for (const connection of globalThis.benchConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const stat of (await connection.getStats()).values()) {
      if (stat.type === 'inbound-rtp' && stat.kind === 'audio') {
        sums.lost += stat.packetsLost ?? 0;
        sums.received += stat.packetsReceived ?? 0;
        sums.concealed += (stat.concealedSamples ?? 0) - (stat.silentConcealedSamples ?? 0);
        sums.samples += stat.totalSamplesReceived ?? 0;
      }
      if (stat.type === 'data-channel') sums.fileBytes += stat.bytesReceived ?? 0;
      if (stat.type === 'remote-inbound-rtp' && stat.kind === 'audio') {
        sums.roundTripS += stat.totalRoundTripTime ?? 0;
        sums.roundTrips += stat.roundTripTimeMeasurements ?? 0;
      }
    }
  }
  return sums;
}

/** What both pages heard and measured while `work` went on. */
export async function during(pages, work) {
  const read = () => Promise.all(pages.map((page) => page.evaluate(readVoice)));
  const [before, startedMs] = [await read(), Date.now()];
  await work();
  const [after, seconds] = [await read(), (Date.now() - startedMs) / 1_000];
  const grown = (key) => after.reduce((sum, one, at) => sum + one[key] - before[at][key], 0);
  return {
    lossPercent: (100 * grown('lost')) / Math.max(1, grown('lost') + grown('received')),
    concealedPercent: (100 * grown('concealed')) / Math.max(1, grown('samples')),
    roundTripMs: (1_000 * grown('roundTripS')) / Math.max(1, grown('roundTrips')),
    reports: grown('roundTrips'),
    seconds,
    megabytesPerSecond: grown('fileBytes') / 1_000_000 / seconds,
  };
}

export const shown = ({ lossPercent, concealedPercent, roundTripMs, reports }) =>
  `voice lost ${lossPercent.toFixed(2)} %, concealed ${concealedPercent.toFixed(2)} %, round trip ${roundTripMs.toFixed(1)} ms (n ${reports})`;

/** A page that is to join; its connections are kept from the beginning. */
export async function newcomer(browser) {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(keepConnections);
  return page;
}

/** Somebody under this name, with camera and microphone. */
export async function enter(browser, link, name) {
  const page = await newcomer(browser);
  await openDoor(page, link, name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  return page;
}

/** Resolves once a second of others' voices has come. */
export async function hearing(page) {
  while ((await page.evaluate(readVoice)).received < 50) await page.waitForTimeout(100);
}

export async function openFiles(page) {
  await page.getByRole('toolbar').getByRole('button', { name: 'Files' }).click();
}

export async function share(page, path) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Share files' }).click();
  await (await choosing).setFiles(path);
}
