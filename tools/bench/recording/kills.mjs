import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../product.mjs';
import { StandstillWatch } from '../standstill.mjs';
import { makeFilm, slicesOf } from './film.mjs';
import { download, finished, probe } from './library.mjs';
import { openRecorder } from './recording-page.mjs';
import { openRecording, SliceSender } from './slices.mjs';

const usualCount = 8;
/** Silence of the recorder until the server closes its recording, and as long again for a busy machine. */
const patienceMs = 45_000;

const random = (from, to) => from + Math.random() * (to - from);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How a recording came out of a kill. */
function outcomeOf(kind, { recordedMs, durationMs = 0, lostSlices, status, sinceMs }) {
  const needsHand = !['ready', 'recovered'].includes(status);
  const missingMs = recordedMs - (durationMs ?? 0);
  console.log(
    `  ${kind.padEnd(9)} after ${(recordedMs / 1_000).toFixed(1)} s: ${(missingMs / 1_000).toFixed(2)} s missing, ${lostSlices} acknowledged slices lost, ${status} after ${(sinceMs / 1_000).toFixed(1)} s`,
  );
  return { kind, missingMs, lostSlices, needsHand, sinceMs };
}

/** Kills the page's renderer or its whole browser; the outcome comes later, so that the next round need not wait. */
async function killRecorder({ kind, product }) {
  const recorder = await openRecorder(product);
  await recorder.start();
  await pause(random(3_000, 7_000));
  const recordedMs = await recorder.recordedMs();
  const killedMs = performance.now();
  if (kind === 'tab') await recorder.killTab();
  else recorder.killBrowser();
  const settle = async () => {
    const { url, cookie, heard } = recorder;
    const found = await finished({ url, cookie, id: heard.id, patienceMs });
    const sinceMs = performance.now() - killedMs;
    const lostSlices = Math.max(0, heard.count - (await recorder.safeCount()));
    await recorder.close();
    return outcomeOf(kind, { ...found, recordedMs, lostSlices, sinceMs });
  };
  const settling = settle();
  // Heard of at the end, with all the others.
  settling.catch(() => undefined);
  return { settling };
}

/** Kills the server under a page that records, and stops the recording a while after the server is back. */
async function killServer({ fragile, recorder }) {
  await recorder.start();
  await pause(random(2_000, 5_000));
  await fragile.kill();
  const { count } = recorder.heard;
  await fragile.start();
  const restartedMs = performance.now();
  const lostSlices = Math.max(0, count - (await recorder.safeCount()));
  while (recorder.heard.count <= count && performance.now() - restartedMs < patienceMs)
    await pause(50);
  await pause(random(500, 1_500));
  const recordedMs = await recorder.stop();
  const { cookie, heard } = recorder;
  const found = await finished({ url: fragile.url, cookie, id: heard.id, patienceMs });
  const sinceMs = performance.now() - restartedMs;
  return { settling: outcomeOf('server', { ...found, recordedMs, lostSlices, sinceMs }) };
}

const packetsOf = (file) =>
  probe(file).streams.reduce((sum, { nb_read_packets }) => sum + Number(nb_read_packets), 0);

/** Kills the server while it makes the file; `expected` packets must be in it, and nothing beside it. */
async function killFinaliser({ fragile, film, folder, expected, withinMs = 600 }) {
  const recording = await openRecording(fragile.url);
  const sender = new SliceSender(recording.url, recording.ticket);
  for await (const slice of slicesOf(film, 3, 500_000)) await sender.send(slice);
  await sender.finish();
  sender.close();
  recording.leave();
  const { id, cookie } = recording;
  if (expected) {
    await pause(random(0, withinMs));
    await fragile.kill();
    await fragile.start();
  }
  const startedMs = performance.now();
  const found = await finished({ url: fragile.url, cookie, id, patienceMs });
  const sinceMs = performance.now() - startedMs;
  const file = join(folder, 'made.webm');
  await download(fragile.url, cookie, id, file);
  const packets = packetsOf(file);
  const copies = readdirSync(join(fragile.dataFolder, 'recordings', 'finished'));
  if (copies.filter((name) => name.startsWith(id)).length !== 1)
    throw new Error(`Not one file: ${copies.join(', ')}`);
  const recordedMs = found.durationMs ?? 0;
  if (!expected) return { packets, tookMs: sinceMs };
  const lostSlices = packets === expected.packets ? 0 : 1;
  return { settling: outcomeOf('finaliser', { ...found, recordedMs, lostSlices, sinceMs }) };
}

function print(outcomes) {
  for (const kind of new Set(outcomes.map((outcome) => outcome.kind))) {
    const of = outcomes.filter((outcome) => outcome.kind === kind);
    const sum = (value) => of.reduce((total, outcome) => total + Number(value(outcome)), 0);
    const worst = (value) => (Math.max(...of.map(value)) / 1_000).toFixed(2);
    console.log(
      `${kind.padEnd(9)} n ${of.length}: ${worst(({ missingMs }) => missingMs)} s missing at worst, ${sum(({ lostSlices }) => lostSlices)} acknowledged slices lost, ${sum(({ needsHand }) => needsHand)} needed a hand, there after ${worst(({ sinceMs }) => sinceMs)} s at worst`,
    );
  }
}

/** Tab, browser, server and finaliser killed in turn at random moments. */
export async function benchKills({ count = usualCount } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-kills-'));
  const [product, fragile] = [await startProduct(), await startProduct()];
  const recorder = await openRecorder(fragile);
  const standstill = new StandstillWatch();
  const waiting = [];
  try {
    const film = makeFilm(folder);
    const around = { product, fragile, recorder, film, folder };
    const expected = await killFinaliser(around);
    const withinMs = 1.2 * expected.tookMs;
    const kinds = ['tab', 'server', 'browser', 'finaliser'];
    for (let round = 0; round < count; round += 1) {
      const kind = kinds[round % kinds.length];
      const kill = { server: killServer, finaliser: killFinaliser }[kind] ?? killRecorder;
      const { settling } = await kill({ ...around, kind, expected, withinMs });
      console.log(`  ${kind.padEnd(9)} ${standstill.tell()}`);
      waiting.push(settling);
    }
    print(await Promise.all(waiting));
  } finally {
    await standstill.end();
    await recorder.close();
    await Promise.all([product.stop(), fragile.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
