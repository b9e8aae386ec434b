import { randomUUID } from 'node:crypto';
import { withBenchPages } from './bench-pages.mjs';
import { enter, joinPages } from './page-people.mjs';

const mebibyte = 1024 ** 2;

/** Ends what goes on at the taker's, each in its own way, and gives the taker that goes on. */
const cuts = {
  async network({ sharer, taker, ids }) {
    await sharer.evaluate((person, id) => person.hangUp(id), ids.rightId);
    await taker.evaluate((person, id) => person.hangUp(id), ids.leftId);
    return taker;
  },
  async reload({ page, folder }) {
    await page.reload();
    return enter(page, folder);
  },
  async crash({ pages, page, folder }) {
    const crashed = page.waitForEvent('crash');
    page.goto('chrome://crash').catch(() => undefined); // never answers: the page is gone
    await crashed;
    await page.close();
    return enter(await pages.newPage(), folder);
  },
};

async function shareRandom(sharer, id, sizeBytes) {
  return sharer.evaluate(
    async (person, given) => {
      const bytes = new Uint8Array(given.sizeBytes);
      for (let at = 0; at < bytes.length; at += 65_536)
        crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      return person.share(given.id, new File([bytes], 'bench.bin'));
    },
    { id, sizeBytes },
  );
}

async function cutOnce(pages, name, sizeBytes) {
  const folder = `cut-${name}-${randomUUID()}`;
  const sharer = await enter(await pages.newPage(), `${folder}-sharer`);
  const page = await pages.newPage();
  let taker = await enter(page, folder);
  const share = await shareRandom(sharer, randomUUID(), sizeBytes);
  const ids = await joinPages(sharer, taker);
  await taker.evaluate((person, given) => person.take(given), share);
  const before = await taker.evaluate(
    (person, [id, bytes]) => person.reached(id, bytes),
    [share.id, sizeBytes / 2],
  );
  taker = await cuts[name]({ pages, page, folder, sharer, taker, ids });
  if (name !== 'network') await sharer.evaluate((person, id) => person.hangUp(id), ids.rightId);
  await joinPages(sharer, taker);
  if (name !== 'network') await taker.evaluate((person, given) => person.take(given), share);
  const phase = await taker.evaluate((person, id) => person.finished(id), share.id);
  const sentBytes = await sharer.evaluate((person) => person.sentBytes);
  await Promise.all([sharer, taker].map((one) => one.evaluate((person) => person.close())));
  return {
    phase,
    before,
    pieceSizeBytes: share.manifest.pieceSizeBytes,
    again: sentBytes - sizeBytes,
  };
}

/** A transfer cut at half by a lost network, a reload and a crash: how many bytes go out again. */
export function benchCuts({ mebibytes = 64, rounds = 3 }) {
  return withBenchPages(async (pages) => {
    for (const name of Object.keys(cuts))
      for (let round = 0; round < rounds; round += 1) {
        const { phase, before, again, pieceSizeBytes } = await cutOnce(
          pages,
          name,
          mebibytes * mebibyte,
        );
        console.log(
          `${name.padEnd(8)} at ${(before / mebibyte).toFixed(0)} of ${mebibytes} MiB: ${phase}, ${(again / 1024).toFixed(0)} KiB sent again, ${(again / pieceSizeBytes).toFixed(2)} pieces (wanted: 1 or less)`,
        );
      }
  });
}
