import { compare } from '../figures.mjs';
import { startWorker, withBenchPages } from './bench-pages.mjs';

const mebibyte = 1024 ** 2;

/** One to one through the whole pipeline (hashes, disk), against a bare data channel with messages of the same size. */
export function benchOneToOne({ mebibytes = 96 }) {
  const rounds = mebibytes > 512 ? 2 : 5;
  return withBenchPages(async (pages) => {
    const page = await pages.newPage();
    const { ours, withDescribing, bare } = await page.evaluate(
      `import('/throughput.js').then(({ benchThroughput }) => benchThroughput({
        sizeBytes: ${mebibytes * mebibyte}, rounds: ${rounds}, startWorker: ${startWorker} }))`,
    );
    console.log(`${mebibytes} MiB, wanted: a ratio of 0.85 or more`);
    compare('One to one, download to verified', 'MB/s', { ours, bare });
    compare('The same with the sharer reading the file first', 'MB/s', {
      ours: withDescribing,
      bare,
    });
  });
}
