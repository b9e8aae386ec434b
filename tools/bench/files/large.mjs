import { randomUUID } from 'node:crypto';
import { closeSync, openSync, statfsSync, ftruncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { withBenchPages } from './bench-pages.mjs';
import { enter, joinPages } from './page-people.mjs';

const mebibyte = 1024 ** 2;
const gigabyte = 1_000_000_000;
const lookEveryMs = 5_000;

/** A file of holes with a number in each mebibyte, so that no two pieces are alike and hardly any disk is used. */
function makeSparseFile(path, sizeBytes) {
  const file = openSync(path, 'w');
  ftruncateSync(file, sizeBytes);
  const stamp = Buffer.alloc(8);
  for (let at = 0; at + stamp.length < sizeBytes; at += mebibyte) {
    stamp.writeBigUInt64BE(BigInt(at));
    writeSync(file, stamp, 0, stamp.length, at);
  }
  closeSync(file);
}

async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  const measure = async () => {
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    return { heap: usedSize / mebibyte, buffers: backingStorageSize / mebibyte };
  };
  const measureClean = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return measure();
  };
  return { measure, measureClean };
}

const shown = ({ heap, buffers }) =>
  `${heap.toFixed(1)} MiB heap, ${buffers.toFixed(1)} MiB buffers`;
const most = (looks) => ({
  heap: Math.max(...looks.map(({ heap }) => heap)),
  buffers: Math.max(...looks.map(({ buffers }) => buffers)),
});

/** Looks at both heaps, again and again until `work` is done; gives the highest of each. */
async function watching(heaps, work, tell) {
  const looks = heaps.map(() => []);
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  while (!isDone) {
    for (const [at, heap] of heaps.entries()) looks[at].push(await heap.measure());
    await tell();
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, lookEveryMs))]);
  }
  return { outcome: await done, highest: looks.map(most) };
}

/** A file larger than memory, in real pieces through a real channel onto a real disk: the heaps of both sides. */
export function benchLarge({ gigabytes = 2 }) {
  const sizeBytes = gigabytes * gigabyte;
  return withBenchPages(async (pages) => {
    const { bavail, bsize } = statfsSync(pages.profile);
    if (bavail * bsize < sizeBytes * 1.1) throw new Error(`The disk has no ${gigabytes} GB`);
    const path = join(pages.profile, 'sparse.bin');
    makeSparseFile(path, sizeBytes);
    const [sharerPage, takerPage] = [await pages.newPage(), await pages.newPage()];
    const folder = `large-${randomUUID()}`;
    const sharer = await enter(sharerPage, `${folder}-sharer`);
    const taker = await enter(takerPage, folder);
    await joinPages(sharer, taker);
    const heaps = [await heapOf(sharerPage), await heapOf(takerPage)];
    const before = await Promise.all(heaps.map((heap) => heap.measureClean()));
    await sharerPage.setInputFiles('input', path);
    const describedFromMs = Date.now();
    const share = await sharer.evaluate(
      (person, id) => person.share(id, document.querySelector('input').files[0]),
      randomUUID(),
    );
    console.log(
      `${gigabytes} GB read and hashed in ${((Date.now() - describedFromMs) / 1_000).toFixed(0)} s`,
    );
    const startedMs = Date.now();
    await taker.evaluate((person, given) => person.take(given), share);
    const { outcome, highest } = await watching(
      heaps,
      taker.evaluate((person, id) => person.finished(id), share.id),
      async () => {
        const bytes = await taker.evaluate((person, id) => person.verifiedBytes(id), share.id);
        if (process.stdout.isTTY)
          process.stdout.write(`\r${((bytes * 100) / sizeBytes).toFixed(0)} % `);
      },
    );
    const tookS = (Date.now() - startedMs) / 1_000;
    const after = await Promise.all(heaps.map((heap) => heap.measureClean()));
    console.log(
      `${outcome} after ${tookS.toFixed(0)} s, ${(sizeBytes / 1_000_000 / tookS).toFixed(1)} MB/s`,
    );
    for (const [at, name] of ['sharer', 'taker'].entries()) {
      console.log(`${name}: before ${shown(before[at])}`);
      console.log(`${' '.repeat(name.length)}  during at most ${shown(highest[at])}`);
      console.log(`${' '.repeat(name.length)}  after ${shown(after[at])}`);
    }
    await Promise.all([sharer, taker].map((one) => one.evaluate((person) => person.close())));
  });
}
