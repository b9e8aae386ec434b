import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { noise } from './testing/make-webm';
import { zipOf, type ZipEntry } from './zip';

const modifiedAt = new Date('2026-03-04T05:06:08Z');
const entry = (name: string, bytes: Uint8Array): ZipEntry => ({
  name,
  sizeBytes: bytes.length,
  modifiedAt,
  open: () => Readable.from([bytes]),
});
/** Zeros that nobody has to keep. */
const zeros = (sizeBytes: number): Readable => {
  const piece = Buffer.alloc(1024 * 1024);
  return Readable.from(
    (function* () {
      for (let left = sizeBytes; left > 0; left -= piece.length)
        yield left < piece.length ? piece.subarray(0, left) : piece;
    })(),
  );
};

describe('a zip', () => {
  it('holds every file as it is, as another reader finds it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-zip-'));
    const files = [
      entry('Wöchentlich.webm', noise(300_000, 1)),
      entry('Ann – camera.webm', noise(70_000, 2)),
    ];
    const { stream, sizeBytes } = zipOf(files);
    const bytes = await buffer(stream);
    expect(bytes.length).toBe(sizeBytes);
    await writeFile(join(folder, 'all.zip'), bytes);
    const zip = await openPromise(join(folder, 'all.zip'));
    const found: unknown[] = [];
    for await (const one of zip.eachEntry()) {
      const { fileName: name, compressionMethod } = one;
      const content = await buffer(await zip.openReadStreamPromise(one));
      found.push({ name, compressionMethod, sha256: hashOf(content) });
    }
    const expected = files.map(async ({ name, open }) => {
      return { name, compressionMethod: 0, sha256: hashOf(await buffer(open())) };
    });
    expect(found).toEqual(await Promise.all(expected));
    await rm(folder, { recursive: true });
  });

  it('says how large it will be before it reads anything, also beyond 4 GB', () => {
    const large = { ...entry('large.webm', new Uint8Array()), sizeBytes: 6 * 1024 ** 3 };
    const { stream, sizeBytes } = zipOf([large, { ...large, name: 'second.webm' }]);
    stream.destroy();
    // Headers, and zip64's larger ones, beside the bytes themselves.
    expect(sizeBytes - 2 * large.sizeBytes).toBeGreaterThan(300);
    expect(sizeBytes - 2 * large.sizeBytes).toBeLessThan(700);
  });

  it('opens one file after the other, and none before it is read', async () => {
    const opened: string[] = [];
    const size = 4 * 1024 ** 2;
    const files = ['a', 'b', 'c'].map((name) => ({
      ...{ name, sizeBytes: size, modifiedAt },
      open: () => {
        opened.push(name);
        return zeros(size);
      },
    }));
    const { stream } = zipOf(files);
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    expect(opened).toEqual(['a']);
    for (let next = await reader.next(); !next.done;) next = await reader.next();
    expect(opened).toEqual(['a', 'b', 'c']);
  });

  it('lets go of the file under its hands when its reader goes away', async () => {
    const input = zeros(64 * 1024 ** 2);
    const { stream } = zipOf([
      { name: 'a', sizeBytes: 64 * 1024 ** 2, modifiedAt, open: () => input },
    ]);
    const closed = finished(input).catch(() => input.destroyed);
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.return?.();
    expect(await closed).toBe(true);
  });

  it('fails where a file fails or is not of the size it said', async () => {
    const torn = new Readable({ read: () => torn.destroy(new Error('the disk is gone')) });
    const failing = zipOf([{ name: 'a', sizeBytes: 5, modifiedAt, open: () => torn }]);
    await expect(buffer(failing.stream)).rejects.toThrow('the disk is gone');
    const short = zipOf([{ ...entry('a', noise(5, 1)), sizeBytes: 6 }]);
    await expect(buffer(short.stream)).rejects.toThrow('unexpected number of bytes');
  });
});

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
