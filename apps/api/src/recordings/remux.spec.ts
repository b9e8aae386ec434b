import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EncodedPacketSink, FilePathSource, Input, WEBM } from 'mediabunny';
import { remuxWebm } from './remux';
import { makeWebm, noise } from './testing/make-webm';

const cuesId = Buffer.from([0x1c, 0x53, 0xbb, 0x6b]);

describe('remuxing a recording', () => {
  let folder: string;
  let webm: Uint8Array;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-remux-'));
    webm = await makeWebm(12);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const remux = async (bytes: Uint8Array, lengthBytes = bytes.length) => {
    const [input, output] = [join(folder, 'in'), join(folder, 'out.webm')];
    await writeFile(input, bytes);
    return { output, result: await remuxWebm(input, lengthBytes, output) };
  };

  const packetsIn = async (path: string) => {
    using input = new Input({ formats: [WEBM], source: new FilePathSource(path) });
    const counts: number[] = [];
    for (const track of await input.getTracks()) {
      let count = 0;
      for await (const packet of new EncodedPacketSink(track).packets())
        count += Math.sign(packet.byteLength);
      counts.push(count);
    }
    return counts;
  };

  it('gives the file a duration and cues and keeps every packet', async () => {
    const { output, result } = await remux(webm);
    expect(result).toMatchObject({ type: 'file', startMs: 0, isDamaged: false });
    if (result.type === 'file') expect(Math.abs(result.durationMs - 12_000)).toBeLessThan(100);
    expect((await readFile(output)).includes(cuesId)).toBe(true);
    using input = new Input({ formats: [WEBM], source: new FilePathSource(output) });
    expect(await input.getDurationFromMetadata()).toBeCloseTo(12, 0);
    expect(await packetsIn(output)).toEqual([180, 597]);
  });

  it('does not read past the bytes it was told about', async () => {
    const { result } = await remux(Buffer.concat([webm, noise(50_000, 1)]), webm.length);
    expect(result).toMatchObject({ type: 'file', isDamaged: false });
  });

  it('keeps everything up to the last whole block, wherever the file was cut', async () => {
    const bytesPerMs = webm.length / 12_000;
    for (let length = 5_000; length < webm.length; length += 17_777) {
      const { result } = await remux(webm.subarray(0, length));
      expect(result).toMatchObject({ type: 'file', isDamaged: false });
      if (result.type !== 'file') continue;
      expect(length / bytesPerMs - result.durationMs).toBeLessThan(200);
    }
  });

  it('reads a cut file with sized clusters, too', async () => {
    const { output } = await remux(webm);
    const sized = await readFile(output);
    const length = Math.floor(sized.length / 2) + 321;
    const { result } = await remux(sized.subarray(0, length));
    expect(result).toMatchObject({ type: 'file', isDamaged: false });
    if (result.type === 'file')
      expect((length / sized.length) * 12_000 - result.durationMs).toBeLessThan(200);
  });

  it('reads files that were cut anywhere around the start of a cluster', async () => {
    const sized = await readFile((await remux(webm)).output);
    for (const file of [webm, sized]) {
      const third = file.findIndex((_, at) => at > file.length / 4 && isCluster(file, at));
      for (let length = third - 5; length < third + 40; length++)
        expect((await remux(file.subarray(0, length))).result).toMatchObject({
          type: 'file',
          isDamaged: false,
        });
    }
  });

  it('keeps what comes before garbage and says that it is damaged', async () => {
    const half = webm.subarray(0, Math.floor(webm.length / 2));
    const { result } = await remux(Buffer.concat([half, new Uint8Array(90_000)]));
    expect(result).toMatchObject({ type: 'file', isDamaged: true });
  });

  it('finds nothing in a header followed by garbage', async () => {
    const { result } = await remux(Buffer.concat([webm.subarray(0, 40), noise(60_000, 2)]));
    expect(result).toEqual({ type: 'nothing' });
  });

  it('finds nothing in bytes that are no WebM, or in none', async () => {
    expect((await remux(Buffer.from('<!doctype html><script>'))).result.type).toBe('nothing');
    expect((await remux(new Uint8Array(0))).result.type).toBe('nothing');
  });

  it('loads no more than a cluster, whatever a size field promises', async () => {
    const header = webm.subarray(
      0,
      webm.findIndex((_, at) => isCluster(webm, at)),
    );
    const huge = Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x08, 0x7f, 0xff, 0xff, 0xff]);
    const { result } = await remux(Buffer.concat([header, huge, noise(1_000, 3)]));
    expect(result).toEqual({ type: 'nothing' });
  });
});

function isCluster(bytes: Uint8Array, at: number): boolean {
  return Buffer.from(bytes.subarray(at, at + 4)).equals(Buffer.from([0x1f, 0x43, 0xb6, 0x75]));
}
