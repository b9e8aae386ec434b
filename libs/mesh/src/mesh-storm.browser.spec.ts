import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/negotiation-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'negotiation-lab.ts' });

/** Forty random orders; `npm run bench negotiation` runs a thousand. */
for (const seed of [1, 2, 3, 4]) {
  test(`whatever everybody does at once, it settles (storm ${String(seed)})`, async ({
    helpers,
  }) => {
    // Four people and their pictures on one machine: what counts is that it settles, not how soon.
    test.slow();
    const seen = await helpers.evaluate((lab, seed) => lab.runStorm({ seed, orders: 10 }), seed);
    expect(seen).toMatchObject({ failure: null, settled: 10 });
  });
}
