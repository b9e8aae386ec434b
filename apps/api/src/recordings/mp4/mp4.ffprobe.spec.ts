import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FolderFileStore } from '../../storage/folder-file-store';
import { remuxWebm } from '../remux';
import { videoOf } from '../recording-files';
import { mp4For } from './mp4-formats';
import { codecsIn, remuxToMp4 } from './mp4-remux';

jest.setTimeout(120_000);
const run = promisify(execFile);
const seconds = 8;
const never = new AbortController().signal;

interface Probed {
  readonly format: { readonly duration: string; readonly format_name: string };
  readonly streams: readonly {
    readonly codec_name: string;
    readonly nb_read_packets: string;
    readonly start_time: string;
    readonly duration: string;
  }[];
  readonly packets?: readonly { readonly pts_time: string; readonly flags: string }[];
}

/** What ffprobe says, which knows nothing of how the file was made. */
async function probe(path: string, ...more: string[]): Promise<Probed> {
  const wanted = ['-show_format', '-show_streams', '-count_packets', ...more];
  const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', ...wanted, path]);
  return JSON.parse(stdout) as Probed;
}

const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '200k'];
const av1 = ['-c:v', 'libaom-av1', '-usage', 'realtime', '-cpu-used', '8', '-b:v', '200k'];
// Browsers send no B-frames.
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0'];
const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime'];
const formatOf = (codec: string) => (codec === 'h264' ? 'matroska' : 'webm');

describe('an MP4 made of a recording, judged by ffmpeg', () => {
  let folder: string;
  let files: FolderFileStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-mp4-'));
    await mkdir(join(folder, 'finished'));
    files = new FolderFileStore(join(folder, 'finished'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The finished file, as the library has it. */
  const finished = async (codec: string, encoder: readonly string[]) => {
    const [id, raw] = [randomUUID(), join(folder, `${codec}.raw`)];
    const picture = ['-f', 'lavfi', '-i', `testsrc=size=320x180:rate=15:duration=${seconds}`];
    const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
    const codecs = [...encoder, '-g', '30', '-c:a', 'libopus'];
    await run('ffmpeg', [
      '-v',
      'error',
      ...picture,
      ...sound,
      ...codecs,
      '-f',
      formatOf(codec),
      raw,
    ]);
    const ready = join(folder, `${codec}.ready`);
    // WebM has no H.264; where somebody recorded it, it is in Matroska and stays as it came.
    if (codec === 'h264') await copyFile(raw, ready);
    else await remuxWebm(raw, (await stat(raw)).size, ready);
    await files.adopt(videoOf(id), ready);
    const name = videoOf(id);
    const file = await files.find(name);
    return { files, name, sizeBytes: file?.sizeBytes ?? 0, path: join(folder, 'finished', name) };
  };

  describe.each([
    ['vp9', vp9],
    ['av1', av1],
    ['h264', h264],
  ])('of %s and Opus', (codec, encoder) => {
    let webm: string;
    const mp4 = () => join(folder, `${codec}.mp4`);
    beforeAll(async () => {
      const stored = await finished(codec, encoder);
      webm = stored.path;
      expect(mp4For(await codecsIn(stored))).toBe('possible');
      await remuxToMp4(stored, mp4(), never);
    });

    it('keeps every packet of both tracks, in step, and knows how long it is', async () => {
      const [before, after] = [await probe(webm), await probe(mp4())];
      expect(after.format.format_name).toContain('mp4');
      expect(Math.abs(Number(after.format.duration) - seconds)).toBeLessThan(0.1);
      expect(after.streams.map((stream) => [stream.codec_name, stream.nb_read_packets])).toEqual(
        before.streams.map((stream) => [stream.codec_name, stream.nb_read_packets]),
      );
      expect(after.streams.map(({ codec_name }) => codec_name)).toEqual([codec, 'opus']);
      for (const stream of after.streams) {
        expect(Math.abs(Number(stream.start_time))).toBeLessThan(0.01);
        expect(Math.abs(Number(stream.duration) - seconds)).toBeLessThan(0.1);
      }
    });

    it('begins with its index, so that a player needs no end of it to begin', async () => {
      const bytes = await readFile(mp4());
      const [index, media] = ['moov', 'mdat'].map((box) => bytes.indexOf(box));
      expect(index).toBeGreaterThan(0);
      expect(media).toBeGreaterThan(Number(index));
    });

    it('can be seeked, and decoded without a complaint', async () => {
      const middle = ['-read_intervals', '5%+#1', '-select_streams', 'v', '-show_packets'];
      const [packet] = (await probe(mp4(), ...middle)).packets ?? [];
      expect(Number(packet?.pts_time)).toBeGreaterThan(2.9);
      expect(packet?.flags).toContain('K');
      const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', mp4(), '-f', 'null', '-']);
      expect(stderr).toBe('');
    });
  });

  it('is not made of VP8, which no player expects there', async () => {
    expect(mp4For(await codecsIn(await finished('vp8', vp8)))).toBe('impossible');
  });

  it('is given up at any time when the server ends', async () => {
    const { name, sizeBytes } = await finished('vp9-again', vp9);
    const path = join(folder, 'never.mp4');
    const read = files.read.bind(files);
    const reading = jest.spyOn(files, 'read').mockImplementation(read);
    await remuxToMp4({ files, name, sizeBytes }, path, never);
    const { length: reads } = reading.mock.calls;
    for (const last of new Set([1, reads])) {
      const ending = new AbortController();
      await writeFile(path, '');
      reading.mockClear().mockImplementation((...asked) => {
        if (reading.mock.calls.length === last) ending.abort(new Error('the server ends'));
        return read(...asked);
      });
      const making = remuxToMp4({ files, name, sizeBytes }, path, ending.signal);
      await expect(making).rejects.toThrow('the server ends');
      expect((await readFile(path)).includes('moov')).toBe(false);
    }
    reading.mockRestore();
  });
});
