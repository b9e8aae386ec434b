import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { routes, TrackSheet } from '@parley/contract';
import { openPromise } from 'yauzl';
import { cut } from '../testing/make-webm';
import { RecordingsApi } from '../testing/start-recordings';

const run = promisify(execFile);
const seconds = 4;

/** As a browser streams it: to a pipe, so that nothing at the front of the file can be filled in later. */
async function webmOf(...of: ('picture' | 'sound')[]): Promise<Buffer> {
  const inputs = {
    picture: ['-f', 'lavfi', '-i', `testsrc=size=160x90:rate=25:duration=${seconds}`],
    sound: ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`],
  };
  // Key frames are 2 s apart: what is cut off at the front ends between two of them.
  const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '50', '-c:a', 'libopus'];
  const { stdout } = await run(
    'ffmpeg',
    [
      '-v',
      'error',
      ...of.flatMap((one) => inputs[one]),
      ...codecs,
      '-f',
      'webm',
      '-live',
      '1',
      '-',
    ],
    { encoding: 'buffer', maxBuffer: 64 * 1024 ** 2 },
  );
  return stdout;
}

async function probe(path: string) {
  const wanted = ['-show_entries', 'packet=pts_time,flags:format=start_time,duration'];
  const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', ...wanted, path]);
  const { packets, format } = JSON.parse(stdout) as {
    packets: { pts_time: string; flags: string }[];
    format: { start_time: string; duration: string };
  };
  return {
    times: packets.map(({ pts_time }) => Number(pts_time)),
    startsWithKey: packets[0]?.flags.startsWith('K') ?? false,
    endSeconds: Number(format.duration),
  };
}

describe('the zip of a recording and its tracks, judged by ffmpeg', () => {
  const startedAtMs = 1_700_000_000_000;
  let api: RecordingsApi;
  let folder: string;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  let recordingId: string;
  /** What is in the zip, by its name, unpacked. */
  const files = new Map<string, string>();
  let sheet: TrackSheet;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database: 'sqlite' });
    folder = await mkdtemp(join(tmpdir(), 'parley-tracks-'));
    owner = await api.signedIn();
    const [mixed, sound, picture] = await Promise.all([
      webmOf('picture', 'sound'),
      webmOf('sound'),
      webmOf('picture'),
    ]);
    const ownerId = owner.account.id;
    const whole = await api.record({
      ...{ ownerId, title: 'Weekly\u202E / plan.exe' },
      mediaStartedAtMs: startedAtMs,
    });
    recordingId = whole.id;
    const keep = async (recorder: typeof whole, bytes: Buffer) => {
      const slices = cut(bytes, 20_000);
      await recorder.putAll(slices);
      await recorder.finish(slices.length);
      expect((await api.finalised(recorder.id)).status).toBe('ready');
    };
    await keep(whole, mixed);
    const track = (name: string, source: 'microphone' | 'camera', offsetMs: number) =>
      api.record({
        ...{ ownerId, kind: 'track', partOf: recordingId, participantNames: [name], source },
        ...{ recorderId: randomUUID(), clockErrorMs: 2.5 },
        mediaStartedAtMs: startedAtMs + offsetMs,
        startedAtMs: startedAtMs + offsetMs,
      });
    await keep(await track('Ann', 'microphone', 2_500), sound);
    await keep(await track('../Ann\u0000', 'microphone', -700), sound);
    await keep(await track('ann.webm', 'camera', -2_700), picture);
    // Still on its way: no file yet.
    await track('Cem', 'camera', 3_000);
    await unpack();
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  const unpack = async () => {
    const path = routes.downloadTracks.path.replace(':recordingId', recordingId);
    const response = await fetch(`${api.address}${path}`, { headers: { cookie: owner.cookie } });
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="Weekly/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await writeFile(join(folder, 'all.zip'), bytes);
    const zip = await openPromise(join(folder, 'all.zip'));
    for await (const entry of zip.eachEntry()) {
      const content = await buffer(await zip.openReadStreamPromise(entry));
      const unpacked = join(folder, `${files.size}`);
      await writeFile(unpacked, content);
      files.set(entry.fileName, unpacked);
      if (entry.fileName === 'tracks.json')
        sheet = TrackSheet.parse(JSON.parse(content.toString()));
    }
  };
  const fileOf = (name: string) => probe(files.get(name) ?? 'missing');

  it('has the mixed file, every finished track and the sheet, under names that are safe to unpack', () => {
    expect([...files.keys()]).toEqual([
      'Weekly _ plan_exe.webm',
      'ann_webm – camera.webm',
      '_Ann – microphone.webm',
      'Ann – microphone.webm',
      'tracks.json',
    ]);
  });

  it('says in the sheet whose each file is and where it lies', () => {
    expect(sheet.mixed).toMatchObject({ file: 'Weekly _ plan_exe.webm' });
    expect(sheet.tracks).toMatchObject([
      { participant: 'ann.webm', source: 'camera', offsetMs: 0, clockErrorMs: 2.5 },
      { source: 'microphone', offsetMs: expect.any(Number) as number },
      { participant: 'Ann', source: 'microphone', offsetMs: 2_500 },
    ]);
    expect(sheet.tracks.map(({ offsetMs, durationMs }) => offsetMs + (durationMs ?? 0))).toEqual([
      expect.closeTo(seconds * 1_000 - 2_700, -2),
      expect.closeTo(seconds * 1_000 - 700, -2),
      expect.closeTo(seconds * 1_000 + 2_500, -2),
    ]);
  });

  it('lays every file on one time line, to a millisecond', async () => {
    const later = await fileOf('Ann – microphone.webm');
    // Opus runs in for 6.5 ms, which ffmpeg counts as time before the start and the muxer does not.
    expect(Math.abs((later.times[0] ?? 0) - 2.5)).toBeLessThan(0.008);
    expect(later.endSeconds).toBeCloseTo(seconds + 2.5, 1);
    const earlier = await fileOf('_Ann – microphone.webm');
    expect(earlier.endSeconds).toBeCloseTo(seconds - 0.7, 1);
    expect(Math.min(...earlier.times)).toBeLessThan(0.025);
  });

  it('keeps a picture decodable that began before the mixed file', async () => {
    const { times, startsWithKey, endSeconds } = await fileOf('ann_webm – camera.webm');
    expect(startsWithKey).toBe(true);
    expect(times.toSorted((one, other) => one - other)).toEqual(times);
    expect(endSeconds).toBeCloseTo(seconds - 2.7, 1);
    const path = files.get('ann_webm – camera.webm') ?? '';
    const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', path, '-f', 'null', '-']);
    expect(stderr).not.toMatch(/error|corrupt|invalid/i);
  });
});
