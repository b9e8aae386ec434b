import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FolderFileStore } from './folder-file-store';

const name = '0190a8c4-0000-4000-8000-000000000001.webm';

describe('files in a folder', () => {
  let folder: string;
  let store: FolderFileStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
    store = new FolderFileStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps bytes privately, replaces them, reads ranges of them and deletes them', async () => {
    await store.put(name, Buffer.from('first'));
    await store.put(name, Buffer.from('0123456789'));
    expect(await store.find(name)).toMatchObject({ sizeBytes: 10 });
    expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    expect(await text(store.read(name))).toBe('0123456789');
    expect(await text(store.read(name, { start: 2, end: 4 }))).toBe('234');
    expect(await store.list()).toEqual([name]);
    await store.delete(name);
    await store.delete(name);
    expect(await store.find(name)).toBeNull();
  });

  it('takes over a finished file', async () => {
    const local = join(folder, 'local');
    await writeFile(local, 'bytes', { mode: 0o600 });
    await store.adopt(name, local);
    expect(await readdir(folder)).toEqual([name]);
    expect(await text(store.read(name))).toBe('bytes');
  });

  it('sweeps away what a killed process left half written', async () => {
    await store.put(name, Buffer.from('whole'));
    await writeFile(join(folder, '.writing-1234'), 'ha');
    await store.sweep();
    expect(await readdir(folder)).toEqual([name]);
  });

  it.each(['../etc/passwd', '/etc/passwd', 'a.webm', '', `${name}/..`, `x/${name}`, `${name}\0`])(
    'refuses the name %j',
    async (bad) => {
      await expect(store.put(bad, Buffer.from('x'))).rejects.toThrow('not made by the server');
      expect(() => store.read(bad)).toThrow('not made by the server');
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
