import type { Page } from '@playwright/test';
import { fromBuffer, type ZipFile } from 'yauzl';
import { expect, libraryTest } from '../../../testing/src/library-page';
import type * as Party from '../testing/disk-party';

const test = libraryTest<typeof import('../index'), typeof Party>('file-transfer', {
  helpers: '../../file-transfer/src/testing/disk-party.ts',
});
const mebibyte = 1024 ** 2;
const sizeBytes = 12 * mebibyte;
const pieceSizeBytes = mebibyte / 4;
const dayMs = 24 * 60 * 60 * 1_000;

/** A further page of the same origin, with the helpers in it. */
async function openPage(page: Page, url: string) {
  await page.goto(url);
  return (await page.evaluateHandle(`import('/helpers.js')`)) as unknown as Helpers;
}
type Helpers = Parameters<Parameters<typeof test>[2]>[0]['helpers'];

test('a crashed tab goes on from its disk, without anybody, with at most one piece fetched again', async ({
  helpers,
  libraryPage,
}) => {
  const url = libraryPage.url();
  const { keptBytes } = await helpers.evaluate((party, size) => {
    const page = new party.DiskPage(size);
    return page.half();
  }, sizeBytes);
  const crashed = libraryPage.waitForEvent('crash');
  void libraryPage.goto('chrome://crash').catch(() => null); // never arrives
  await crashed;
  const again = await openPage(await libraryPage.context().newPage(), url);
  const seen = await again.evaluate(async (party, size) => {
    const page = new party.DiskPage(size);
    const { shareId, originalSha256 } = await page.share();
    page.bob.transfers.download(shareId);
    const counted = await page.bob.until(shareId, ({ verifiedBytes }) => verifiedBytes >= size / 2);
    const { sent } = await page.join();
    await page.bob.verified(shareId);
    const hash = await page.bob.savedSha256(shareId);
    return {
      sources: counted.sources,
      sentBytes: sent.left.bytes,
      hashes: [hash, originalSha256],
    };
  }, sizeBytes);
  expect(keptBytes).toBeLessThan(sizeBytes);
  expect(seen.sources).toEqual([]);
  expect(seen.sentBytes).toBeLessThanOrEqual(sizeBytes - keptBytes + pieceSizeBytes);
  expect(new Set(seen.hashes).size).toBe(1);
});

test('a second share of the same bytes is there at once, from what is kept', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (party, size) => {
    const page = new party.DiskPage(size);
    await page.join();
    const first = await page.share();
    page.bob.transfers.download(first.shareId);
    await page.bob.verified(first.shareId);
    const carol = new party.BrowserPerson(page.worker, 'kept');
    const { id: from } = page.alice;
    const shareId = crypto.randomUUID();
    carol.transfers.addShare({ id: shareId, from, to: null, manifest: first.manifest });
    carol.transfers.download(shareId);
    const { phase } = await carol.verified(shareId);
    await page.bob.transfers.close();
    const saved = await carol.savedSha256(shareId);
    await carol.transfers.close();
    return { phase, isSame: saved === first.originalSha256, left: await party.keptFolders() };
  }, sizeBytes);
  expect(seen).toEqual({ phase: 'verified', isSame: true, left: [] });
});

test('two tabs that take the same bytes at once do not write one file', async ({
  helpers,
  libraryPage,
}) => {
  const one = await helpers.evaluateHandle((party, size) => {
    const page = new party.DiskPage(size);
    return page.half().then(({ shareId }) => ({ page, shareId }));
  }, sizeBytes);
  const other = await openPage(await libraryPage.context().newPage(), libraryPage.url());
  const second = await other.evaluate(async (party, size) => {
    const page = new party.DiskPage(size);
    await page.join();
    const { shareId, originalSha256 } = await page.share();
    page.bob.transfers.download(shareId);
    await page.bob.verified(shareId);
    const names = [...(await party.keptFolders())].sort();
    const isTrue = (await page.bob.savedSha256(shareId)) === originalSha256;
    await page.bob.transfers.close();
    return { names, isTrue };
  }, sizeBytes);
  const first = await one.evaluate(async ({ page, shareId }) => {
    page.bob.transfers.resume(shareId);
    const { phase } = await page.bob.verified(shareId);
    return { phase, hash: await page.bob.savedSha256(shareId) };
  });
  const [name = ''] = second.names;
  expect(second).toEqual({ names: [name, `${name}~1`], isTrue: true });
  expect(first.phase).toBe('verified');
  expect(await helpers.evaluate((party) => party.keptFolders())).toEqual([name]);
});

test('sweeping takes what is old or left by an earlier version, and nothing that is in use', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(
    async (party, { size, day }) => {
      const page = new party.DiskPage(size);
      await party.leaveAsEarlierVersion('6b1f1b4e-8f0e-4f0c-9d6b-0f6f6d8f7a11');
      await page.half();
      const now = Date.now();
      await party.sweep(now + 8 * day, 7 * day);
      const inUse = await party.keptFolders();
      await page.bob.transfers.close();
      await party.sweep(now + 6 * day, 7 * day);
      const young = await party.keptFolders();
      await party.sweep(now + 8 * day, 7 * day);
      const left = [await party.keptFolders(), await party.earlierFolders()];
      return { inUse: inUse.length, young: young.length, left };
    },
    { size: sizeBytes, day: dayMs },
  );
  expect(seen).toEqual({ inUse: 1, young: 1, left: [[], []] });
});

test('a full disk stops the download and says so; with room again it goes on from there', async ({
  helpers,
  libraryPage,
}) => {
  const origin = new URL(libraryPage.url()).origin;
  const browser = await libraryPage.context().newCDPSession(libraryPage);
  const page = await helpers.evaluateHandle((party, size) => new party.DiskPage(size), sizeBytes);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: sizeBytes / 2 });
  const full = await page.evaluate(async (party) => {
    await party.join();
    const { shareId } = await party.share();
    party.bob.transfers.download(shareId);
    const { phase, failure, verifiedBytes } = await party.bob.verified(shareId);
    return { shareId, phase, failure, verifiedBytes };
  });
  expect(full).toMatchObject({ phase: 'failed', failure: 'storage-full' });
  expect(full.verifiedBytes).toBeGreaterThan(0);
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  const after = await page.evaluate(async ({ bob }, shareId) => {
    bob.transfers.resume(shareId);
    const { phase } = await bob.until(shareId, (state) => state.phase === 'verified');
    return phase;
  }, full.shareId);
  expect(after).toBe('verified');
});

test('a chosen place gets the pieces as they come, and nothing where it was cancelled', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (party, size) => {
    const page = new party.DiskPage(size);
    const { bob, worker } = page;
    const { sent } = await page.join();
    const { shareId, originalSha256 } = await page.share();
    bob.transfers.download(shareId, await party.chosenPlace('cancelled.bin'));
    await sent.left.reached(size / 2);
    bob.transfers.cancel(shareId);
    await bob.until(shareId, ({ phase }) => phase === 'cancelled');
    bob.transfers.download(shareId, await party.chosenPlace('chosen.bin'));
    // Whoever comes meanwhile gets nothing that cannot be read yet.
    const carol = new party.BrowserPerson(worker);
    await party.joinPeople(bob, carol);
    const { phase } = await bob.verified(shareId);
    const { manifest } = await page.share();
    carol.transfers.addShare({ id: shareId, from: page.alice.id, to: null, manifest });
    carol.transfers.download(shareId);
    await carol.verified(shareId);
    const hash = await carol.savedSha256(shareId);
    await bob.transfers.close();
    const sizes = [await party.sizeAt('cancelled.bin'), await party.sizeAt('chosen.bin')];
    return { phase, isSame: hash === originalSha256, sizes, kept: await party.keptFolders() };
  }, sizeBytes);
  expect(seen).toEqual({ phase: 'verified', isSame: true, sizes: [null, sizeBytes], kept: [] });
});

test('a folder is packed as one zip that other programs read, with no path that climbs out', async ({
  helpers,
}) => {
  const zip = await helpers.evaluate(async (party) => {
    const entries = [
      { path: 'notes.txt', file: new File(['hello'], 'notes.txt') },
      { path: 'drawings/größe 1.dwg', file: new File(['x'.repeat(300_000)], 'a.dwg') },
      { path: '../../etc/passwd', file: new File(['no'], 'passwd') },
    ];
    const base64 = await party.packed('4c5f', entries);
    return { base64, left: await party.keptFolders() };
  });
  expect(zip.left).toEqual([]);
  expect(await entriesOf(Buffer.from(zip.base64, 'base64'))).toEqual([
    ['notes.txt', 5],
    ['drawings/größe 1.dwg', 300_000],
    ['etc/passwd', 2],
  ]);
});

/** Names and sizes, as a reader that is not ours finds them. */
async function entriesOf(zip: Buffer): Promise<readonly (readonly [string, number])[]> {
  const file = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(zip, (error, opened) =>
      opened ? resolve(opened) : reject(error ?? new Error('no zip')),
    ),
  );
  const entries: [string, number][] = [];
  file.on('entry', ({ fileName, uncompressedSize }) => entries.push([fileName, uncompressedSize]));
  await new Promise((resolve) => file.once('end', resolve));
  return entries;
}
