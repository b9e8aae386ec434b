import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { Settings } from '../config/settings';
import { Bucket } from './bucket';
import type { FileStore } from './file-store';
import { FolderFileStore } from './folder-file-store';
import { S3FileStore } from './s3-file-store';
import { S3Server } from './testing/s3-server';

const name = '0190a8c4-0000-4000-8000-000000000001.webm';
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Place {
  readonly store: FileStore;
  readonly remove: () => Promise<void>;
}
const places: Readonly<Record<string, () => Promise<Place>>> = {
  'a folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
    return { store: new FolderFileStore(folder), remove: () => rm(folder, { recursive: true }) };
  },
  'a bucket': async () => {
    const server = await S3Server.start();
    const { s3 } = Settings.from(server.settings);
    if (!s3) throw new Error('no bucket');
    return { store: new S3FileStore(Bucket.of(s3)), remove: () => server.remove() };
  },
};

/** What recordings rely on, wherever they are kept. */
describe.each(Object.keys(places))('files in %s', (kind) => {
  let place: Place;
  let store: FileStore;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-local-'));
    place = await (places[kind] as () => Promise<Place>)();
    ({ store } = place);
  });
  afterEach(async () => {
    await place.remove();
    await rm(folder, { recursive: true });
  });

  const local = async (bytes: Uint8Array): Promise<string> => {
    const path = join(folder, 'local');
    await writeFile(path, bytes, { mode: 0o600 });
    return path;
  };

  it('are kept, found, replaced and deleted', async () => {
    expect(await store.find(name)).toBeNull();
    await store.put(name, Buffer.from('first'));
    const first = await store.find(name);
    await store.put(name, Buffer.from('0123456789'));
    const second = await store.find(name);
    expect(first).toMatchObject({ sizeBytes: 5, version: expect.stringMatching(/^[\w-]+$/) });
    expect(second?.sizeBytes).toBe(10);
    expect(second?.version).not.toBe(first?.version);
    expect(await text(store.read(name))).toBe('0123456789');
    await store.delete(name);
    await store.delete(name);
    expect(await store.find(name)).toBeNull();
    expect(await store.list()).toEqual([]);
  });

  it.each([
    [{ start: 0, end: 0 }, '0'],
    [{ start: 2, end: 4 }, '234'],
    [{ start: 0, end: 9 }, '0123456789'],
    [{ start: 9, end: 9 }, '9'],
  ])('are read in the range %j', async (range, expected) => {
    await store.put(name, Buffer.from('0123456789'));
    expect(await text(store.read(name, range))).toBe(expected);
  });

  it.each([0, 1, 8 * 1024 ** 2, 8 * 1024 ** 2 + 1, 21 * 1024 ** 2])(
    'are taken over whole with %i bytes, and gone where they were',
    async (sizeBytes) => {
      const bytes = randomBytes(sizeBytes);
      await store.adopt(name, await local(bytes));
      expect(await readdir(folder)).toEqual([]);
      expect(await store.find(name)).toMatchObject({ sizeBytes });
      expect(hashOf(await buffer(store.read(name)))).toBe(hashOf(bytes));
      const range = { start: Math.floor(sizeBytes / 2), end: sizeBytes - 1 };
      if (sizeBytes > 1)
        expect(hashOf(await buffer(store.read(name, range)))).toBe(
          hashOf(bytes.subarray(range.start)),
        );
    },
  );

  it('are replaced by what is taken over', async () => {
    await store.put(name, Buffer.from('old'));
    await store.adopt(name, await local(Buffer.from('newer')));
    expect(await text(store.read(name))).toBe('newer');
    expect(await store.list()).toEqual([name]);
  });

  it('are not there for whoever reads what is missing', async () => {
    await expect(text(store.read(name))).rejects.toThrow();
  });

  it('are all listed, however many, and nothing else', async () => {
    const names = Array.from({ length: 30 }, () => `${randomUUID()}.mp4`);
    for (const each of names) await store.put(each, Buffer.from('x'));
    expect([...(await store.list())].sort()).toEqual(names.sort());
  });

  it('are let go of by whoever stops reading', async () => {
    await store.adopt(name, await local(randomBytes(21 * 1024 ** 2)));
    const stream = store.read(name);
    await once(stream, 'readable');
    stream.destroy();
    await once(stream, 'close');
    expect(stream.readableLength).toBeLessThan(1024 ** 2);
    await store.delete(name);
    expect(await store.find(name)).toBeNull();
  });

  it.each(['../etc/passwd', '/etc/passwd', 'a.webm', '', `${name}/..`, `x/${name}`, `${name}\0`])(
    'never have the name %j',
    async (bad) => {
      const unsafe = expect.objectContaining({ code: 'unsafe-name' });
      await expect(store.put(bad, Buffer.from('x'))).rejects.toEqual(unsafe);
      await expect(store.find(bad)).rejects.toEqual(unsafe);
      await expect(store.delete(bad)).rejects.toEqual(unsafe);
      await expect(store.adopt(bad, await local(Buffer.from('x')))).rejects.toEqual(unsafe);
      expect(() => store.read(bad)).toThrow('not made by the server');
      expect(await readdir(folder)).toEqual(['local']);
      expect(await store.list()).toEqual([]);
    },
  );
});
