import type * as Bench from '../bench/throughput-bench';
import { expect, libraryTest } from '../../testing/src/library-page';

const test = libraryTest<typeof import('./index'), typeof Bench>('file-transfer', {
  helpers: '../../file-transfer/bench/throughput-bench.ts',
});

/** Small in tests, where only whether it works matters; `THROUGHPUT_MIB=128` for figures. */
const sizeMiB = Number(process.env['THROUGHPUT_MIB'] ?? 2);

test('the bench times whole and bare transfers in one run', async ({ helpers }) => {
  const figures = await helpers.evaluate(
    ({ benchThroughput }, sizeBytes) =>
      benchThroughput({
        sizeBytes,
        rounds: 2,
        startWorker: () => {
          const text = `import { runFileTransferWorker } from '${location.origin}/library.js';
            runFileTransferWorker(self);`;
          const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
          return new Worker(url, { type: 'module' });
        },
      }),
    sizeMiB * 1024 * 1024,
  );
  test.info().annotations.push({ type: 'MB/s', description: JSON.stringify(figures) });
  for (const speeds of [figures.ours, figures.withDescribing, figures.bare]) {
    expect(speeds).toHaveLength(2);
    expect(Math.min(...speeds)).toBeGreaterThan(0);
  }
});
