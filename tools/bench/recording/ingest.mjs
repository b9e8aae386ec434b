import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode, root } from '../../lib/run.mjs';
import { compare } from '../figures.mjs';
import { startProduct } from '../product.mjs';
import { residentMegabytes } from './memory.mjs';
import { openRecording, sha256, SliceSender } from './slices.mjs';

const recorders = 20;
const windowMs = 4_000;
const usualRounds = 5;
/** A second of the usual quality: 2.5 Mbit/s. */
const sliceBytes = 312_500;

const first = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), randomBytes(sliceBytes - 4)]);
const other = randomBytes(sliceBytes);
const otherHash = sha256(other);

async function startBare(folder) {
  const script = join(root, 'tools/bench/bare-ingest.mjs');
  const child = spawn(pinnedNode(), [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { url: `http://127.0.0.1:${Number(line)}`, stop };
}

/** All send at once for a while, each the next slice as soon as the last is acknowledged: megabytes a second. */
async function pour(senders) {
  const startedMs = performance.now();
  let slices = 0;
  await Promise.all(
    senders.map(async (sender) => {
      while (performance.now() - startedMs < windowMs) {
        await sender.send(other, otherHash);
        slices += 1;
      }
    }),
  );
  return (slices * sliceBytes) / 1_000 / (performance.now() - startedMs);
}

/** Twenty recorders at once against bare `http`, write and fsync, alternating, and what memory that takes. */
export async function benchIngest({ count: rounds = usualRounds } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-ingest-'));
  const [product, bare] = [await startProduct(), await startBare(folder)];
  const recordings = [];
  try {
    for (let index = 0; index < recorders; index += 1)
      recordings.push(await openRecording(product.url));
    const ours = recordings.map(({ url, ticket }) => new SliceSender(url, ticket));
    const theirs = recordings.map((_, index) => new SliceSender(`${bare.url}/${index}`));
    for (const sender of [...ours, ...theirs]) await sender.send(first);
    await Promise.all([pour(ours), pour(theirs)]);
    const memory = { before: residentMegabytes(product.pid), during: 0 };
    const rates = { ours: [], bare: [] };
    const watch = setInterval(() => {
      memory.during = Math.max(memory.during, residentMegabytes(product.pid));
    }, 50);
    for (let round = 0; round < rounds; round += 1) {
      rates.ours.push(await pour(ours));
      rates.bare.push(await pour(theirs));
    }
    clearInterval(watch);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    memory.after = residentMegabytes(product.pid);
    compare(`${recorders} recorders, slices of ${sliceBytes} bytes`, 'MB/s', rates);
    const shown = Object.entries(memory).map(([when, size]) => `${when} ${size.toFixed(0)} MB`);
    console.log(`server's memory (RSS): ${shown.join(', ')}`);
    for (const sender of [...ours, ...theirs]) sender.close();
  } finally {
    for (const recording of recordings) recording.leave();
    await Promise.all([product.stop(), bare.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
