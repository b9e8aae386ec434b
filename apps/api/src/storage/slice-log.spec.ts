import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDurableFile, type DurableFile, type OpenDurableFile } from './durable-file';
import { sliceRecordBytes } from './slice-journal';
import { SliceLogs } from './slice-logs';

const id = '0190a8c4-0000-4000-8000-000000000001';
const bytesOf = (text: string) => Buffer.from(text.repeat(100));
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

describe('slices on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-slices-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const media = () => join(folder, `${id}.media`);
  const journal = () => join(folder, `${id}.journal`);
  const append = (logs: SliceLogs, text: string) =>
    logs.exclusively(id, async (desk) =>
      (await desk.open()).append(bytesOf(text), hashOf(bytesOf(text))),
    );
  /** As a process would find it that was started after the last one was killed. */
  const reopened = () =>
    new SliceLogs(folder).exclusively(id, async (desk) => {
      const found = (await desk.open()).acknowledged;
      await desk.close();
      return found;
    });

  it('keeps slices in order, privately, and finds them again', async () => {
    const logs = new SliceLogs(folder);
    await append(logs, 'a');
    expect(await append(logs, 'bc')).toEqual({ count: 2, sizeBytes: 300 });
    expect(await reopened()).toEqual({ count: 2, sizeBytes: 300 });
    expect(await readFile(media())).toEqual(Buffer.concat([bytesOf('a'), bytesOf('bc')]));
    for (const path of [media(), journal()]) expect((await stat(path)).mode & 0o077).toBe(0);
    await logs.closeAll();
  });

  it('remembers the hash of every slice', async () => {
    const logs = new SliceLogs(folder);
    for (const text of ['a', 'b', 'c']) await append(logs, text);
    await logs.exclusively(id, async (desk) => {
      const log = await desk.open();
      expect(Buffer.from((await log.hashOf(1)) ?? [])).toEqual(hashOf(bytesOf('b')));
      expect(await log.hashOf(3)).toBeNull();
    });
    await logs.closeAll();
  });

  describe('after a crash at any byte of the last slice', () => {
    const whole = async () => {
      const logs = new SliceLogs(folder);
      await append(logs, 'a');
      await append(logs, 'b');
      await logs.closeAll();
    };

    it.each([0, 1, 31, 63])(
      'keeps the one before when %i bytes of the record were written',
      async (torn) => {
        await whole();
        await truncate(journal(), sliceRecordBytes + torn);
        expect(await reopened()).toEqual({ count: 1, sizeBytes: 100 });
        expect((await stat(media())).size).toBe(100);
      },
    );

    it.each([0, 1, 99])('keeps the one before when %i of its bytes were written', async (torn) => {
      await whole();
      await truncate(media(), 100 + torn);
      expect(await reopened()).toEqual({ count: 1, sizeBytes: 100 });
      expect((await stat(journal())).size).toBe(sliceRecordBytes);
    });

    it('keeps the one before when its bytes are not those of the hash', async () => {
      await whole();
      await truncate(media(), 150);
      await truncate(media(), 200); // zeros, as after a power cut
      expect(await reopened()).toEqual({ count: 1, sizeBytes: 100 });
    });

    it('drops bytes that no record speaks of', async () => {
      await whole();
      await appendFile(media(), 'torn');
      expect(await reopened()).toEqual({ count: 2, sizeBytes: 200 });
      expect((await stat(media())).size).toBe(200);
    });
  });

  it('cuts nothing off by itself when an early record is damaged', async () => {
    const logs = new SliceLogs(folder);
    for (const text of ['a', 'b', 'c']) await append(logs, text);
    await logs.closeAll();
    const bytes = await readFile(journal());
    bytes[5] = 77;
    await writeFile(journal(), bytes);
    await expect(reopened()).rejects.toMatchObject({ code: 'slices-damaged' });
    expect((await stat(media())).size).toBe(300);
  });

  it('holds no file open after a failed start', async () => {
    await writeFile(journal(), new Uint8Array(3 * sliceRecordBytes));
    const open: DurableFile[] = [];
    const counting: OpenDurableFile = async (path) => {
      const file = await openDurableFile(path);
      open.push(file);
      return {
        ...file,
        close: () => file.close().then(() => void open.splice(open.indexOf(file), 1)),
      };
    };
    const logs = new SliceLogs(folder, counting);
    await expect(append(logs, 'a')).rejects.toMatchObject({ code: 'slices-damaged' });
    expect(open).toEqual([]);
  });

  describe('on a disk that fails', () => {
    let failure: { at: 'write' | 'sync'; ending: string; keeps: number } | null = null;
    const failing: OpenDurableFile = async (path) => {
      const file = await openDurableFile(path);
      const fails = (at: string) => failure?.at === at && path.endsWith(failure.ending);
      const full = () => Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      return {
        ...file,
        write: async (position, bytes) => {
          if (!fails('write')) return file.write(position, bytes);
          await file.write(position, bytes.subarray(0, failure?.keeps));
          throw full();
        },
        sync: () => (fails('sync') ? Promise.reject(full()) : file.sync()),
      };
    };
    afterEach(() => {
      failure = null;
    });

    it.each([
      { at: 'write', ending: '.media', keeps: 40 },
      { at: 'write', ending: '.journal', keeps: 10 },
      { at: 'sync', ending: '.media', keeps: 0 },
      { at: 'sync', ending: '.journal', keeps: 0 },
    ] as const)('refuses the slice and goes on later: $at of $ending', async (how) => {
      const logs = new SliceLogs(folder, failing);
      await append(logs, 'a');
      failure = how;
      await expect(append(logs, 'b')).rejects.toMatchObject({ code: 'ENOSPC' });
      failure = null;
      expect(await append(logs, 'c')).toEqual({ count: 2, sizeBytes: 200 });
      expect(await readFile(media())).toEqual(Buffer.concat([bytesOf('a'), bytesOf('c')]));
      expect(await reopened()).toEqual({ count: 2, sizeBytes: 200 });
      await logs.closeAll();
    });
  });

  it('runs work on one recording one after another', async () => {
    const logs = new SliceLogs(folder);
    const counts = await Promise.all(['a', 'b', 'c', 'd'].map((text) => append(logs, text)));
    expect(counts.map(({ count }) => count)).toEqual([1, 2, 3, 4]);
    await logs.closeAll();
  });

  it('deletes everything and lists what is there', async () => {
    const logs = new SliceLogs(folder);
    await append(logs, 'a');
    expect(await logs.list()).toEqual([id]);
    await logs.exclusively(id, (desk) => desk.delete());
    expect(await logs.list()).toEqual([]);
  });

  it('refuses names that it did not make', async () => {
    const logs = new SliceLogs(folder);
    for (const name of ['../x', '..', `${id}/../../x`, '', `${id}\0`])
      expect(() => logs.mediaPath(name)).toThrow('not made by the server');
    expect(await logs.list()).toEqual([]);
  });
});
