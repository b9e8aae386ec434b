import { expect, libraryTest } from '../../testing/src/library-page';
import type * as Party from './testing/browser-party';

const test = libraryTest<typeof import('./index'), typeof Party>('file-transfer', {
  helpers: '../../file-transfer/src/testing/browser-party.ts',
});
const mebibyte = 1024 ** 2;

test('a file goes to one, through the disk, byte-equal, with the hash that anybody finds', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(
    async (party, sizeBytes) => {
      const worker = new party.FileTransferWorker(party.startWorker());
      const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker)];
      await party.joinPeople(alice, bob);
      const { shareId, originalSha256 } = await party.shareRandomFile(alice, [bob], sizeBytes);
      bob.transfers.download(shareId);
      const state = await bob.verified(shareId);
      const onDisk = await party.filesOnDisk();
      const file = await bob.transfers.save(shareId);
      const saved = [await bob.savedSha256(shareId), await worker.sha256(file, {})];
      await bob.transfers.close();
      return {
        state,
        onDisk: onDisk.includes('bytes'),
        leftOnDisk: (await party.filesOnDisk()).includes('bytes'),
        file: { name: file.name, type: file.type, size: file.size },
        hashes: [...saved, originalSha256],
      };
    },
    9 * mebibyte + 4_321,
  );
  expect(seen.state).toMatchObject({ phase: 'verified', verifiedBytes: 9 * mebibyte + 4_321 });
  expect(new Set(seen.hashes).size).toBe(1);
  expect(seen.file).toEqual({
    name: 'holiday.bin',
    type: 'application/octet-stream',
    size: 9 * mebibyte + 4_321,
  });
  expect(seen).toMatchObject({ onDisk: true, leftOnDisk: false });
});

test('a file goes to three at once, each byte-equal', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (party, sizeBytes) => {
    const worker = new party.FileTransferWorker(party.startWorker());
    const person = () => new party.BrowserPerson(worker);
    const [alice, bob, carol, dave] = [person(), person(), person(), person()];
    const links = [
      await party.joinPeople(alice, bob),
      await party.joinPeople(alice, carol),
      await party.joinPeople(alice, dave),
      await party.joinPeople(bob, carol),
      await party.joinPeople(bob, dave),
      await party.joinPeople(carol, dave),
    ];
    const others = [bob, carol, dave];
    const { shareId, originalSha256 } = await party.shareRandomFile(alice, others, sizeBytes);
    for (const other of others) other.transfers.download(shareId);
    await Promise.all(others.map((other) => other.verified(shareId)));
    const saved = await Promise.all(others.map((other) => other.savedSha256(shareId)));
    const uplink = links.slice(0, 3).reduce((sum, { sent }) => sum + sent.left.bytes, 0);
    const { receivers } = await alice.until(shareId, (state) =>
      state.receivers.every((receiver) => receiver.state === 'verified'),
    );
    return { saved, originalSha256, receivers: receivers.length, uplink: uplink / sizeBytes };
  }, 20 * mebibyte);
  test.info().annotations.push({ type: 'uplink / size', description: seen.uplink.toFixed(2) });
  expect(seen.saved).toEqual([seen.originalSha256, seen.originalSha256, seen.originalSha256]);
  expect(seen.receivers).toBe(3);
  expect(seen.uplink).toBeLessThan(3);
});

test('a transfer cut at half goes on from there, with at most one piece sent again', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (party, sizeBytes) => {
    const worker = new party.FileTransferWorker(party.startWorker());
    const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker)];
    const first = await party.joinPeople(alice, bob);
    const { shareId, manifest, originalSha256 } = await party.shareRandomFile(
      alice,
      [bob],
      sizeBytes,
    );
    // Bob tells of his progress now and then; on a fast disk he may have it all by then.
    const half = first.sent.left.reached(sizeBytes / 2);
    bob.transfers.download(shareId);
    await half;
    first.cut();
    const between = await bob.until(shareId, ({ sources }) => sources.length === 0);
    const second = await party.joinPeople(alice, bob);
    await bob.verified(shareId);
    return {
      between,
      sentBefore: first.sent.left.bytes,
      sentAgain: first.sent.left.bytes + second.sent.left.bytes - sizeBytes,
      pieceSizeBytes: manifest.pieceSizeBytes,
      hashes: [await bob.savedSha256(shareId), originalSha256],
    };
  }, 40 * mebibyte);
  expect(seen.between).toMatchObject({ phase: 'receiving' });
  expect(seen.sentBefore).toBeLessThan(40 * mebibyte);
  expect(seen.sentAgain).toBeLessThanOrEqual(seen.pieceSizeBytes);
  expect(new Set(seen.hashes).size).toBe(1);
});

test('cancelling stops the bytes and leaves nothing on the disk', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (party, sizeBytes) => {
    const worker = new party.FileTransferWorker(party.startWorker());
    const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker)];
    const { sent } = await party.joinPeople(alice, bob);
    const { shareId } = await party.shareRandomFile(alice, [bob], sizeBytes);
    bob.transfers.download(shareId);
    await bob.until(shareId, ({ verifiedBytes }) => verifiedBytes > 0);
    bob.transfers.cancel(shareId);
    await alice.until(shareId, ({ receivers }) => receivers[0]?.state === 'cancelled');
    await bob.transfers.close();
    return {
      sentBytes: sent.left.bytes,
      onDisk: (await party.filesOnDisk()).includes('bytes'),
    };
  }, 40 * mebibyte);
  expect(seen.sentBytes).toBeLessThan(40 * mebibyte);
  expect(seen.onDisk).toBe(false);
});

test('without a worker, pieces are small files and the saved file is their sum', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (party, sizeBytes) => {
    const [alice, bob] = [new party.BrowserPerson(null), new party.BrowserPerson(null)];
    await party.joinPeople(alice, bob);
    const { shareId, originalSha256 } = await party.shareRandomFile(alice, [bob], sizeBytes);
    bob.transfers.download(shareId);
    const { phase } = await bob.verified(shareId);
    const pieces = await party.filesOnDisk();
    const saved = await bob.savedSha256(shareId);
    await bob.transfers.close();
    return { phase, pieces, left: await party.filesOnDisk(), hashes: [saved, originalSha256] };
  }, mebibyte + 5);
  expect(seen.phase).toBe('verified');
  expect([...seen.pieces].sort()).toEqual(['0', '1', '2', '3', '4', 'hashes']);
  expect(seen.left).toEqual([]);
  expect(new Set(seen.hashes).size).toBe(1);
});

test('a page loaded anew goes on from the pieces on its disk', async ({ helpers, libraryPage }) => {
  const given = {
    sizeBytes: 40 * mebibyte,
    folder: 'reloaded-page',
    shareId: '6b1f1b4e-8f0e-4f0c-9d6b-0f6f6d8f7a11',
  };
  const keptBytes = await helpers.evaluate(async (party, { sizeBytes, folder, shareId }) => {
    const worker = new party.FileTransferWorker(party.startWorker());
    const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker, folder)];
    await party.joinPeople(alice, bob);
    await party.shareFile(alice, [bob], party.knownFile(sizeBytes), shareId);
    bob.transfers.download(shareId);
    const state = await bob.until(shareId, ({ verifiedBytes }) => verifiedBytes >= sizeBytes / 2);
    return state.verifiedBytes;
  }, given);
  await libraryPage.reload();
  const reloaded = (await libraryPage.evaluateHandle(
    `import('/helpers.js')`,
  )) as unknown as typeof helpers;
  const seen = await reloaded.evaluate(async (party, { sizeBytes, folder, shareId }) => {
    const worker = new party.FileTransferWorker(party.startWorker());
    const [alice, bob] = [new party.BrowserPerson(worker), new party.BrowserPerson(worker, folder)];
    const { sent } = await party.joinPeople(alice, bob);
    const file = party.knownFile(sizeBytes);
    const { originalSha256 } = await party.shareFile(alice, [bob], file, shareId);
    bob.transfers.download(shareId);
    await bob.verified(shareId);
    return { sentBytes: sent.left.bytes, hashes: [await bob.savedSha256(shareId), originalSha256] };
  }, given);
  expect(new Set(seen.hashes).size).toBe(1);
  expect(seen.sentBytes).toBeLessThanOrEqual(given.sizeBytes - keptBytes);
});

test('hashing in the worker can be watched and stopped', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (party, sizeBytes) => {
    const { describeFile } = (await import(
      `${location.origin}/library.js`
    )) as typeof import('./index');
    const hasher = new party.FileTransferWorker(party.startWorker());
    const file = new File([party.randomBytes(sizeBytes)], 'long.bin');
    const aborting = new AbortController();
    let toldBytes = 0;
    const described = describeFile(file, {
      hasher,
      signal: aborting.signal,
      onProgress: (bytes) => {
        toldBytes = bytes;
        aborting.abort();
      },
    });
    const code = await described.then(
      () => 'described',
      (error: unknown) => (error as { code: string }).code,
    );
    return { code, toldBytes };
  }, 60 * mebibyte);
  expect(seen.code).toBe('aborted');
  expect(seen.toldBytes).toBeGreaterThan(0);
});
