import type { Page } from '@playwright/test';
import { expect, libraryTest } from '../../testing/src/library-page';
import type * as Party from './testing/hostile-party';

const test = libraryTest<typeof import('./index'), typeof Party>('file-transfer', {
  helpers: '../../file-transfer/src/testing/hostile-party.ts',
});
const mebibyte = 1024 ** 2;

/** Looks at the whole memory of the page, buffers too, until told to end; gives the growth at its highest, in MiB. */
async function watchMemory(page: Page) {
  const session = await page.context().newCDPSession(page);
  const used = async () => {
    const usage = (await session.send('Runtime.getHeapUsage')) as unknown as Record<string, number>;
    return (usage['usedSize'] ?? NaN) + (usage['backingStorageSize'] ?? NaN);
  };
  await session.send('HeapProfiler.collectGarbage');
  const before = await used();
  let [most, isWatching] = [before, true];
  const watching = (async () => {
    while (isWatching) most = Math.max(most, await used());
  })();
  return async () => {
    isWatching = false;
    await watching;
    return (most - before) / mebibyte;
  };
}

test('who sends two gibibytes that nobody wanted is cut off at a few megabytes, and memory stays small', async ({
  helpers,
  libraryPage,
}) => {
  const grownMiB = await watchMemory(libraryPage);
  const seen = await helpers.evaluate(
    async (party, { sizeBytes, endless }) => {
      const worker = new party.FileTransferWorker(party.startWorker());
      const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker)];
      await party.joinPeople(alice, bob);
      const { shareId, originalSha256 } = await party.shareRandomFile(alice, [bob], sizeBytes);
      const [mallory, oscar] = await party.strangersOf(bob, 2);
      if (!mallory || !oscar) throw new Error('nobody came');
      bob.transfers.download(shareId);
      const payload = new Uint8Array(65_536);
      const frame = party.frameOf(shareId, 0, 0, payload);
      const noted = (count: number) =>
        JSON.stringify({ type: 'progress', shareId, verifiedBytes: count, state: 'receiving' });
      await Promise.all([
        mallory.flood(() => frame, endless / payload.length),
        oscar.flood(noted, 1_000_000),
      ]);
      await Promise.all([mallory.shutOut, oscar.shutOut]);
      const { phase } = await bob.verified(shareId);
      return {
        phase,
        sentMiB: mallory.sentBytes / 1024 ** 2,
        refusals: [...bob.transfers.refusals().keys()].sort(),
        hashes: [await bob.savedSha256(shareId), originalSha256],
      };
    },
    { sizeBytes: 6 * mebibyte, endless: 2048 * mebibyte },
  );
  const grown = await grownMiB();
  const description = `${seen.sentMiB.toFixed(1)} MiB taken, memory grew by ${grown.toFixed(0)} MiB`;
  test.info().annotations.push({ type: 'endless sender', description });
  expect(seen.phase).toBe('verified');
  expect(new Set(seen.hashes).size).toBe(1);
  expect(seen.refusals).toEqual(['not-asked-for']);
  expect(seen.sentMiB).toBeLessThan(16);
  expect(grown).toBeLessThan(64);
});

test('flipped bits, forged lists and wrong maps over real channels are named, and the true file comes', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (party, sizeBytes) => {
    const worker = new party.FileTransferWorker(party.startWorker());
    const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker)];
    const bytes = party.randomBytes(sizeBytes);
    const file = new File([bytes], 'plan.bin');
    const { shareId, manifest, originalSha256 } = await party.shareFile(alice, [bob], file);
    const [flipper, forger, liar, stray] = await party.strangersOf(bob, 4);
    if (!flipper || !forger || !liar || !stray) throw new Error('nobody came');
    const { pieceSizeBytes } = manifest;
    flipper.onAsked = (index) => {
      const piece = bytes.slice(index * pieceSizeBytes, (index + 1) * pieceSizeBytes);
      piece[index] = (piece[index] ?? 0) ^ 1;
      flipper.sendPiece(shareId, index, piece);
    };
    bob.transfers.download(shareId);
    // The list of hashes is true where the pieces are not: otherwise nobody would be asked for a piece.
    flipper.claim(shareId, manifest, await party.pieceHashesOf(file, pieceSizeBytes));
    await flipper.shutOut;
    const between = bob.state(shareId);
    forger.claim(shareId, manifest, new Uint8Array(32 * 4));
    liar.say({ type: 'have', shareId, bitmap: '////////////' });
    stray.sendBytes(shareId, 4_000_000, 0, new Uint8Array(10));
    await party.joinPeople(alice, bob);
    const { phase } = await bob.verified(shareId);
    const saved = await bob.savedSha256(shareId);
    await bob.transfers.close();
    return {
      between,
      phase,
      refusals: Object.fromEntries(bob.transfers.refusals()),
      hashes: [saved, originalSha256],
    };
  }, 3 * mebibyte);
  expect(seen.between).toMatchObject({ verifiedBytes: 0, phase: 'receiving' });
  expect(seen.phase).toBe('verified');
  expect(new Set(seen.hashes).size).toBe(1);
  expect(seen.refusals['wrong-hash']).toBeGreaterThanOrEqual(3);
  expect(seen.refusals).toMatchObject({ 'wrong-map': 1, 'no-such-piece': 1 });
});

test('ten thousand malformed messages over real channels end three hundred strangers and nothing else', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(
    async (party, { sizeBytes, count }) => {
      const worker = new party.FileTransferWorker(party.startWorker());
      const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker)];
      await party.joinPeople(alice, bob);
      const { shareId, originalSha256 } = await party.shareRandomFile(alice, [bob], sizeBytes);
      const messages = party.malformedMessages(shareId, count);
      const strangers = await party.strangersOf(bob, Math.ceil(count / 30));
      bob.transfers.download(shareId);
      await Promise.all(
        strangers.map((stranger, at) => {
          const own = messages.slice(at * 30, (at + 1) * 30);
          return stranger.flood((turn) => party.asMessage(own[turn] ?? ' '), own.length);
        }),
      );
      await Promise.all(strangers.slice(0, Math.floor(count / 30)).map(({ shutOut }) => shutOut));
      const { phase } = await bob.verified(shareId);
      return {
        phase,
        refusals: Object.fromEntries(bob.transfers.refusals()),
        shutOut: strangers.filter(({ isShutOut }) => isShutOut).length,
        hashes: [await bob.savedSha256(shareId), originalSha256],
      };
    },
    { sizeBytes: 12 * mebibyte, count: 10_000 },
  );
  expect(seen.refusals).toEqual({ malformed: 10_000 });
  expect(seen.shutOut).toBe(333);
  expect(seen.phase).toBe('verified');
  expect(new Set(seen.hashes).size).toBe(1);
});
