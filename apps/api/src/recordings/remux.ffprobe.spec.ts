import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { remuxWebm } from './remux';

const run = promisify(execFile);
const seconds = 12;

/** What ffprobe says, which knows nothing of how the file was made. */
async function probe(path: string, ...more: string[]) {
  const wanted = ['-show_format', '-show_streams', '-count_packets', ...more];
  const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', ...wanted, path]);
  const { format, streams, packets } = JSON.parse(stdout) as {
    format: { duration?: string };
    streams: { codec_name: string; nb_read_packets: string; start_time: string }[];
    packets?: { pts_time: string; flags: string }[];
  };
  return { durationSeconds: Number(format.duration), streams, packets };
}

describe('a recording of real pictures and sound, judged by ffmpeg', () => {
  let folder: string;
  let raw: string;
  let made: string;
  let durationMs = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-ffprobe-'));
    [raw, made] = [join(folder, 'raw.webm'), join(folder, 'made.webm')];
    // To a pipe, as a browser streams it: nothing at the front of the file can be filled in later.
    const picture = ['-f', 'lavfi', '-i', `testsrc=size=320x180:rate=15:duration=${seconds}`];
    const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
    const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '45', '-c:a', 'libopus'];
    const webm = ['-f', 'webm', '-live', '1', 'pipe:1'];
    const { stdout } = await run(
      'ffmpeg',
      ['-v', 'error', ...picture, ...sound, ...codecs, ...webm],
      { encoding: 'buffer', maxBuffer: 64 * 1024 ** 2 },
    );
    await writeFile(raw, stdout);
    const remuxed = await remuxWebm(raw, stdout.length, made);
    if (remuxed.type === 'file') durationMs = remuxed.durationMs;
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('had no duration and has the right one now', async () => {
    expect((await probe(raw)).durationSeconds).toBeNaN();
    expect((await probe(made)).durationSeconds).toBeCloseTo(seconds, 0);
    expect(durationMs / 1_000).toBeCloseTo((await probe(made)).durationSeconds, 1);
  });

  it('keeps every packet of both tracks, and both start together as they did', async () => {
    const [before, after] = [await probe(raw), await probe(made)];
    const facts = ({ streams }: typeof after) =>
      streams.map((stream) => [stream.codec_name, stream.nb_read_packets]);
    expect(facts(after)).toEqual(facts(before));
    expect(facts(after)).toHaveLength(2);
    // Opus runs in for 6.5 ms, which ffmpeg counts as time before the start and the muxer does not.
    for (const [index, stream] of after.streams.entries())
      expect(
        Math.abs(Number(stream.start_time) - Number(before.streams[index]?.start_time)),
      ).toBeLessThan(0.01);
  });

  it('can be seeked through its cues', async () => {
    const middle = ['-read_intervals', '7%+#1', '-select_streams', 'v', '-show_packets'];
    const [packet] = (await probe(made, ...middle)).packets ?? [];
    expect(Number(packet?.pts_time)).toBeGreaterThan(3.9);
    expect(packet?.flags).toContain('K');
    expect((await readFile(made)).includes(Buffer.from([0x1c, 0x53, 0xbb, 0x6b]))).toBe(true);
  });

  it('decodes from start to end without a complaint', async () => {
    const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', made, '-f', 'null', '-']);
    expect(stderr).toBe('');
  });

  it.each([0.31, 0.5, 0.77, 0.98])(
    'plays when it was cut off at %d of its bytes',
    async (share) => {
      const bytes = await readFile(raw);
      const [part, recovered] = [join(folder, 'part.webm'), join(folder, 'recovered.webm')];
      const length = Math.floor(bytes.length * share);
      await writeFile(part, bytes.subarray(0, length));
      expect(await remuxWebm(part, length, recovered)).toMatchObject({ isDamaged: false });
      const { durationSeconds } = await probe(recovered);
      expect(Math.abs(durationSeconds - share * seconds)).toBeLessThan(1.5);
      const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', recovered, '-f', 'null', '-']);
      expect(stderr).toBe('');
    },
  );
});
