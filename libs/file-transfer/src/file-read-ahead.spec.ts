import { FileReadAhead } from './file-read-ahead';
import { bytesOf } from './testing/party';

const kibibyte = 1024;
const bytes = bytesOf(20 * kibibyte * kibibyte);

/** A file that counts how often it is read. */
class CountedFile extends Blob {
  reads = 0;

  override slice(start?: number, end?: number): Blob {
    this.reads += 1;
    return super.slice(start, end);
  }
}

async function isTrue(reader: FileReadAhead, start: number, lengthBytes: number) {
  const read = await reader.read(start, lengthBytes);
  return Buffer.compare(read, bytes.subarray(start, start + lengthBytes)) === 0;
}

describe('reading a file that is sent', () => {
  const blockBytes = 1024 * kibibyte;

  it('from front to end takes few reads', async () => {
    const file = new CountedFile([bytes]);
    const reader = new FileReadAhead(file);
    for (let start = 0; start < bytes.length; start += blockBytes)
      expect(await isTrue(reader, start, blockBytes)).toBe(true);
    expect(file.reads).toBe(3);
  });

  it('here and there reads what is asked for', async () => {
    const file = new CountedFile([bytes]);
    const reader = new FileReadAhead(file);
    for (const start of [9, 3, 12, 1, 18])
      expect(await isTrue(reader, start * blockBytes, 5 * kibibyte)).toBe(true);
    expect(file.reads).toBe(5);
  });

  it('goes on from any place, in steps of any length', async () => {
    const reader = new FileReadAhead(new Blob([bytes]));
    for (let start = 5_000; start < bytes.length; start += 700_001)
      expect(await isTrue(reader, start, Math.min(700_001, bytes.length - start))).toBe(true);
  });

  it('rejects what the file does not have', async () => {
    const reader = new FileReadAhead(new Blob([bytes.subarray(0, 10)]));
    await expect(reader.read(0, 11)).rejects.toMatchObject({ code: 'source-unreadable' });
    await expect(reader.read(50, 1)).rejects.toMatchObject({ code: 'source-unreadable' });
  });
});
