import { createHash } from 'node:crypto';
import { limits, Manifest } from '@parley/contract';
import { describeFile, inThreadHasher } from './describe-file';
import { pieceCountOf, pieceLengthOf, pieceSizeFor } from './manifest';
import { bytesOf } from './testing/party';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const pieceSizeBytes = 16 * 1024;

describe('describing a file', () => {
  it.each([0, 1, pieceSizeBytes - 1, pieceSizeBytes, pieceSizeBytes + 1, pieceSizeBytes * 5])(
    'of %i bytes gives the hashes that anybody else would find',
    async (sizeBytes) => {
      const bytes = bytesOf(sizeBytes);
      const file = new File([bytes], 'Q3 report.pdf', { type: 'application/pdf' });
      const { manifest, pieceHashes } = await describeFile(file, { pieceSizeBytes });
      const pieces = Array.from({ length: pieceCountOf(manifest) }, (_, index) =>
        sha256(bytes.subarray(index * pieceSizeBytes, (index + 1) * pieceSizeBytes)),
      );
      expect(Buffer.from(pieceHashes)).toEqual(Buffer.concat(pieces));
      expect(manifest).toEqual({
        name: 'Q3 report.pdf',
        sizeBytes,
        mediaType: 'application/pdf',
        pieceSizeBytes,
        rootHash: sha256(Buffer.concat(pieces)).toString('hex'),
      });
      expect(Manifest.safeParse(manifest).success).toBe(true);
    },
  );

  it('tells how far it is', async () => {
    const told: number[] = [];
    const onProgress = (bytes: number) => told.push(bytes);
    await describeFile(new File([bytesOf(40_000)], 'a'), { pieceSizeBytes, onProgress });
    expect(told).toEqual([16_384, 32_768, 40_000]);
  });

  it('stops when it is told to', async () => {
    const aborting = new AbortController();
    const onProgress = () => aborting.abort();
    const described = describeFile(new File([bytesOf(100_000)], 'a'), {
      pieceSizeBytes,
      signal: aborting.signal,
      onProgress,
    });
    await expect(described).rejects.toMatchObject({ code: 'aborted' });
  });

  it('cleans the name and refuses one with nothing in it', async () => {
    const { manifest } = await describeFile(new File(['x'], '../../a\u202Egnp.exe'));
    expect(manifest.name).not.toMatch(/[/\\\u202E]/);
    await expect(describeFile(new File(['x'], '\u200B'))).rejects.toMatchObject({
      code: 'file-name-empty',
    });
    await expect(describeFile(new Blob(['x']))).rejects.toMatchObject({ code: 'file-name-empty' });
  });

  it('says so when the file cannot be read any more', async () => {
    const gone = { size: 100, type: '', name: 'a', slice: () => new Blob(['short']) };
    await expect(describeFile(gone as unknown as File)).rejects.toMatchObject({
      code: 'source-unreadable',
    });
  });

  it('refuses what no manifest can hold', async () => {
    const huge = { size: limits.fileSizeBytes + 1, type: '', name: 'a' };
    await expect(describeFile(huge as unknown as File)).rejects.toMatchObject({
      code: 'file-too-large',
    });
  });
});

describe('the SHA-256 of a whole file', () => {
  it.each([0, 1, 8 * 1024 ** 2 + 1])('of %i bytes is what `sha256sum` prints', async (size) => {
    const bytes = bytesOf(size);
    const told: number[] = [];
    const onProgress = (done: number) => told.push(done);
    expect(await inThreadHasher.sha256(new Blob([bytes]), { onProgress })).toBe(
      sha256(bytes).toString('hex'),
    );
    expect(told.at(-1) ?? 0).toBe(size);
  });

  it('is not finished where nobody wants it any more', async () => {
    const wanted = inThreadHasher.sha256(new Blob(['a']), { signal: AbortSignal.abort() });
    await expect(wanted).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('piece sizes', () => {
  const mebibyte = 1024 ** 2;

  it.each([
    [1, 64 * 1024],
    [mebibyte, 64 * 1024],
    [16 * mebibyte, 256 * 1024],
    [1024 * mebibyte, mebibyte],
    [20 * 1024 * mebibyte, 2 * mebibyte],
    [limits.fileSizeBytes, 16 * mebibyte],
  ])('for %i bytes are %i', (sizeBytes, expected) => {
    expect(pieceSizeFor(sizeBytes)).toBe(expected);
    expect(pieceCountOf({ sizeBytes, pieceSizeBytes: expected })).toBeLessThanOrEqual(
      limits.filePieces,
    );
  });

  it('leave the rest to the last piece', () => {
    const sizes = { sizeBytes: 250, pieceSizeBytes: 100 };
    expect([0, 1, 2, 3].map((index) => pieceLengthOf(sizes, index))).toEqual([100, 100, 50, 0]);
  });
});
