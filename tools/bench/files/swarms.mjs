import { median } from '../figures.mjs';
import { startWorker, withBenchPages } from './bench-pages.mjs';

const mebibyte = 1024 ** 2;
const homeUplink = 20_000_000 / 8;

async function swarm(pages, wishes) {
  const { receivers, mebibytes, uplink = null, slow = null } = wishes;
  const page = await pages.newPage();
  const figures = await page.evaluate(
    `import('/swarm.js').then(({ benchSwarm }) => benchSwarm({
      receivers: ${receivers}, sizeBytes: ${mebibytes * mebibyte}, uplinkBytesPerSecond: ${uplink},
      slowBytesPerSecond: ${slow}, startWorker: ${startWorker} }))`,
  );
  await page.close();
  if (figures.failures > 0) throw new Error(`${figures.failures} receivers failed`);
  return figures;
}

const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;
const ratio = (value) => value.toFixed(2);

/** One to three and one to seven at full speed: what the sharer sends for it. */
export function benchMany({ mebibytes = 64, rounds = 2 }) {
  return withBenchPages(async (pages) => {
    for (const receivers of [3, 7])
      for (let round = 0; round < rounds; round += 1) {
        const { sentRatio, tookMs } = await swarm(pages, { receivers, mebibytes });
        console.log(
          `1 to ${receivers}, ${mebibytes} MiB: sharer sent ${ratio(sentRatio)} times the file (wanted: 1.3 or less), ${seconds(tookMs)}`,
        );
      }
  });
}

/** The sharer sends 20 Mbit/s at most: how much longer for several than for one. */
export function benchLimited({ mebibytes = 40 }) {
  const at = (receivers) => ({ receivers, mebibytes, uplink: homeUplink });
  return withBenchPages(async (pages) => {
    const one = await swarm(pages, at(1));
    console.log(`1 to 1, ${mebibytes} MiB at 20 Mbit/s: ${seconds(one.tookMs)}`);
    for (const receivers of [3, 7]) {
      const { tookMs, sentRatio } = await swarm(pages, at(receivers));
      console.log(
        `1 to ${receivers}: ${seconds(tookMs)}, ${ratio(tookMs / one.tookMs)} times as long (wanted: 1.6 or less), sent ${ratio(sentRatio)} times the file`,
      );
    }
  });
}

/** Two receivers with and without a third whose links carry 50 kB/s, alternating. */
export function benchSlow({ mebibytes = 64, rounds = 2 }) {
  const uplink = 4_000_000;
  return withBenchPages(async (pages) => {
    const [without, beside] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const wishes = { receivers: 2, mebibytes, uplink };
      without.push((await swarm(pages, wishes)).tookMs);
      const { tookMs, sentRatio } = await swarm(pages, { ...wishes, slow: 50_000 });
      beside.push(tookMs);
      console.log(
        `2 receivers alone ${seconds(without.at(-1))}, beside one of 50 kB/s ${seconds(tookMs)}, sent ${ratio(sentRatio)} times the file`,
      );
    }
    console.log(
      `median ${ratio(median(beside) / median(without))} times as long (wanted: 1.1 or less)`,
    );
  });
}
