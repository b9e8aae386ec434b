import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../figures.mjs';
import { hostPage, join as joinMeeting } from '../people.mjs';
import { makeRoom, startBrowser, startProduct } from '../product.mjs';
import { download, finished, probed } from './library.mjs';
import { beepsOf, pretendDevices } from './meeting.mjs';
import { openRecorder } from './recording-page.mjs';

const partSeconds = 8;
/** Before and after the pause, so that start and end of the tracks are some time apart. */
const tracksSeconds = 25;
const pauseSeconds = 3;

/** Starts as the dialog says; gives the recording's id. */
async function start({ page, url, cookie }, picture, withTracks) {
  await page.getByRole('button', { name: 'Recording options' }).click();
  const options = page.getByRole('dialog', { name: 'Recording options' });
  await options.getByRole('radio', { name: picture }).check();
  const tracks = options.getByRole('switch', { name: 'Separate tracks' });
  if ((await tracks.getAttribute('aria-checked')) !== String(withTracks)) await tracks.click();
  const marks = () => performance.getEntriesByName('parley:recording-started').length;
  const before = await page.evaluate(marks);
  await options.getByRole('button', { name: 'Start' }).click();
  await page.waitForFunction(
    (had) => performance.getEntriesByName('parley:recording-started').length > had,
    before,
  );
  const answer = await fetch(`${url}/api/recordings`, { headers: { cookie } });
  return (await answer.json()).items[0].id;
}

async function stop({ page, url, cookie }, id) {
  await page.getByRole('button', { name: 'Stop recording' }).click();
  return finished({ url, cookie, id });
}

/** How much later the beeps are in the one file than in the other, at the start and at the end. */
function tellApart(what, one, other) {
  const others = beepsOf(other);
  const apart = beepsOf(one).flatMap((beep) => {
    const near = others.find((moment) => Math.abs(moment - beep) < 400);
    return near === undefined ? [] : [beep - near];
  });
  const [start, end] = [apart.slice(0, 10), apart.slice(-10)].map(median);
  console.log(`${what}: ${start} ms at the start, ${end} ms at the end, ${apart.length} beeps`);
}

/** Two people who beep at once, with tracks, and a pause in the middle: the mixed file, its MP4 and every track. */
async function tellTracks(host, folder) {
  const id = await start(host, 'Everyone in a grid', true);
  await host.page.waitForTimeout(tracksSeconds * 1_000);
  await host.page.getByRole('button', { name: 'Pause recording' }).click();
  await host.page.waitForTimeout(pauseSeconds * 1_000);
  await host.page.getByRole('button', { name: 'Resume recording' }).click();
  await host.page.waitForTimeout(tracksSeconds * 1_000);
  const { status } = await stop(host, id);
  const [mixed, mp4, zip] = ['mixed.webm', 'mixed.mp4', 'tracks.zip'].map((one) =>
    join(folder, one),
  );
  await download(host.url, host.cookie, id, mixed);
  console.log(`mixed after a pause, ${status}: ${probed(mixed)}`);
  await download(host.url, host.cookie, id, mp4, 'file?format=mp4');
  console.log(`as MP4: ${probed(mp4)}`);
  await host.tracksAreDone(id);
  await download(host.url, host.cookie, id, zip, 'tracks.zip');
  const tracks = join(folder, 'tracks');
  mkdirSync(tracks);
  execFileSync('unzip', ['-q', zip, '-d', tracks]);
  const names = readdirSync(tracks).filter((one) => / – .*\.webm$/.test(one));
  for (const name of names) console.log(`${name}: ${probed(join(tracks, name))}`);
  const [guests, hosts] = names
    .filter((name) => name.includes('microphone'))
    .map((name) => join(tracks, name));
  tellApart('microphone of the guest minus that of the host', guests, hosts);
  // Its first beep is the host's own; the guest's comes over the network.
  tellApart('microphone of the host minus the mixed file', hosts, mixed);
}

async function tellPlain(host, folder, picture) {
  const id = await start(host, picture, false);
  await host.page.waitForTimeout(partSeconds * 1_000);
  const { status } = await stop(host, id);
  const file = join(folder, 'plain.webm');
  await download(host.url, host.cookie, id, file);
  console.log(`${picture}, ${status}: ${probed(file)}`);
}

/** The tab dies: what the server made of it by itself. */
async function tellRecovered(product, folder) {
  const recorder = await openRecorder(product);
  try {
    await recorder.start();
    await recorder.page.waitForTimeout(partSeconds * 1_000);
    const { id } = recorder.heard;
    await recorder.killTab();
    const { url, cookie } = recorder;
    const { status } = await finished({ url, cookie, id });
    const file = join(folder, 'recovered.webm');
    await download(url, cookie, id, file);
    console.log(`tab killed, ${status}: ${probed(file)}`);
  } finally {
    await recorder.close();
  }
}

async function openMeeting(product, browser) {
  const { url } = product;
  const { cookie, link } = await makeRoom(url);
  const page = await hostPage(browser, url, cookie, { script: pretendDevices, argument: true });
  await joinMeeting(page, link, 'Host');
  const context = await browser.newContext();
  await context.addInitScript(pretendDevices, true);
  await joinMeeting(await context.newPage(), link, 'Guest');
  const tracksAreDone = async (id) => {
    for (;;) {
      const answer = await fetch(`${url}/api/recordings/${id}/tracks`, { headers: { cookie } });
      const statuses = (await answer.json()).map(({ status }) => status);
      if (statuses.every((one) => one !== 'recording' && one !== 'processing')) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  return { page, url, cookie, tracksAreDone };
}

/** Every kind of file that is made, as ffprobe sees it, which must complain of nothing; tracks beside their mixed file. */
export async function benchKinds() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-kinds-'));
  const product = await startProduct();
  const browser = await startBrowser();
  try {
    const host = await openMeeting(product, browser);
    await tellTracks(host, folder);
    for (const picture of ['One person or screen', 'Sound only'])
      await tellPlain(host, folder, picture);
    await tellRecovered(product, folder);
  } finally {
    await browser.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
