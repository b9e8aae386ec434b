import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRoom, openDoor, startBrowser, startProduct } from '../product.mjs';

const mebibyte = 1024 ** 2;
const quietMs = 15_000;
/** The file goes at the pace that the voice leaves it: it is looked at for so long, whole or not. */
const fileMs = 45_000;

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
async function during(pages, work) {
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

const shown = ({ lossPercent, concealedPercent, roundTripMs, reports }) =>
  `voice lost ${lossPercent.toFixed(2)} %, concealed ${concealedPercent.toFixed(2)} %, round trip ${roundTripMs.toFixed(1)} ms (n ${reports})`;

async function enter(browser, link, name) {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(keepConnections);
  await openDoor(page, link, name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  return page;
}

async function openFiles(page) {
  await page.getByRole('toolbar').getByRole('button', { name: 'Files' }).click();
}

async function share(page, path) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Share files' }).click();
  await (await choosing).setFiles(path);
}

/** Two in a meeting of the real product: the voice before a file, and while one goes over the same connection. */
export async function benchCall({ mebibytes = 256 }) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const path = join(folder, 'bench.bin');
  writeFileSync(path, randomBytes(mebibytes * mebibyte));
  const [product, browser] = [await startProduct(), await startBrowser()];
  try {
    const { link } = await makeRoom(product.url);
    const alice = await enter(browser, link, 'Alice');
    const bob = await enter(browser, link, 'Bob');
    const pages = [alice, bob];
    for (const page of pages)
      await page.waitForFunction(
        () => performance.getEntriesByName('parley:first-remote-frame').length > 0,
      );
    for (const page of pages) await openFiles(page);
    const quiet = await during(pages, () => alice.waitForTimeout(quietMs));
    console.log(`without  ${shown(quiet)}`);
    await share(alice, path);
    const download = bob.getByRole('button', { name: 'Download' });
    await download.waitFor({ timeout: 120_000 });
    const beside = await during(pages, async () => {
      await download.click();
      const verified = bob.getByText('Verified').first().waitFor({ timeout: 0 });
      verified.catch(() => undefined); // the page is closed before, where the file is not whole in time
      await Promise.race([verified, bob.waitForTimeout(fileMs)]);
    });
    console.log(`with     ${shown(beside)}`);
    const { seconds, megabytesPerSecond } = beside;
    console.log(
      `the file went at ${megabytesPerSecond.toFixed(1)} MB/s for ${seconds.toFixed(0)} s`,
    );
  } finally {
    await browser.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
