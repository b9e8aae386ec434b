import { readdir } from 'node:fs/promises';
import type { NewRecordingShare, Recording } from '@parley/contract';
import { databases } from '../../testing/databases';
import { Deletions } from '../library/deletions';
import { Finaliser } from '../finaliser';
import { RecordingRows } from '../recording-rows';
import { cut, makeWebm } from '../testing/make-webm';
import type { Recorder } from '../testing/recorder';
import { RecordingsApi } from '../testing/start-recordings';

let sound: Uint8Array[];
let vp8: Uint8Array[];
beforeAll(async () => {
  sound = cut(await makeWebm(20, 0, 'audio'), 30_000);
  vp8 = cut(await makeWebm(3), 30_000);
});

describe.each(databases)('the MP4 of a recording, on %s', (database) => {
  let api: RecordingsApi;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
    owner = await api.signedIn();
  });
  afterAll(() => api.close());
  afterEach(() => {
    api.disk.hasRoom = true;
  });

  const finished = async (slices: readonly Uint8Array[]) => {
    const recorder = await api.record({ ownerId: owner.account.id });
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };
  const ask = (recorder: Recorder, rest = '', headers = {}) =>
    owner.get(recorder.path(`/file?format=mp4${rest}`), { headers });
  const formatsOf = async ({ id }: Recorder) =>
    (await owner.get(`/api/recordings/${id}`)).json<Recording>().formats;

  it('is made when somebody first wants it, and kept', async () => {
    const recorder = await finished(sound);
    expect(await formatsOf(recorder)).toEqual(['webm', 'mp4']);
    const mp4 = await ask(recorder);
    expect([mp4.status, mp4.headers['content-type']]).toEqual([200, 'video/mp4']);
    expect(mp4.text.slice(4, 8)).toBe('ftyp');
    expect((await owner.send('HEAD', recorder.path('/file?format=mp4'))).status).toBe(200);
    expect((await ask(recorder)).headers.etag).toBe(mp4.headers.etag);
    const webm = await owner.get(recorder.path('/file'));
    expect(webm.headers['content-type']).toBe('video/webm');
  });

  it('comes in ranges, and with its own ending', async () => {
    const recorder = await finished(sound);
    await ask(recorder);
    const part = await ask(recorder, '', { range: 'bytes=4-7' });
    expect([part.status, part.text]).toEqual([206, 'ftyp']);
    const kept = await ask(recorder, '&download=1');
    expect(kept.headers['content-disposition']).toContain('filename="Weekly.mp4"');
  });

  it('is made once for many who ask at once', async () => {
    const recorder = await finished(sound);
    const replies = await Promise.all(Array.from({ length: 8 }, () => ask(recorder)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ headers }) => headers.etag)).size).toBe(1);
    const row = await api.get(RecordingRows).find(recorder.id);
    const mp4 = await ask(recorder);
    expect(row?.mp4SizeBytes).toBe(Number(mp4.headers['content-length']));
  });

  it('is asked for again where making it takes long, and made all the same', async () => {
    const recorder = await finished(sound);
    const finaliser = api.get(Finaliser);
    const [busy, waiting] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const before = finaliser.inTurn(() => busy.promise);
    const inTurn = finaliser.inTurn.bind(finaliser);
    const turns = jest.spyOn(finaliser, 'inTurn').mockImplementation((work) => {
      waiting.resolve();
      return inTurn(work);
    });
    const asked = ask(recorder);
    await waiting.promise;
    turns.mockRestore();
    api.clock.advance(45_000);
    const late = await asked;
    expect([late.status, late.error.code]).toEqual([503, 'format-processing']);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    busy.resolve();
    await before;
    expect((await ask(recorder)).status).toBe(200);
  });

  it('is not promised of what does not fit', async () => {
    const recorder = await finished(vp8);
    expect(await formatsOf(recorder)).toEqual(['webm']);
    const refused = await ask(recorder);
    expect([refused.status, refused.error.code]).toEqual([406, 'format-unavailable']);
  });

  it('is not made of what is so long that the server would feel it', async () => {
    const recorder = await finished(sound);
    const durationMs = 4 * 60 * 60 * 1_000 + 1;
    await api.get(RecordingRows).change(recorder.id, () => ({ durationMs }));
    expect(await formatsOf(recorder)).toEqual(['webm']);
    expect((await ask(recorder)).error.code).toBe('format-unavailable');
  });

  it.each([
    ['that fits', () => sound, ['webm', 'mp4'], null],
    ['that does not fit', () => vp8, ['webm'], 'format-unavailable'],
  ] as const)(
    'is found out of a recording from before there were any, %s',
    async (_what, slices, formats, code) => {
      const recorder = await finished(slices());
      await api.get(RecordingRows).change(recorder.id, () => ({ mp4: null }));
      expect(await formatsOf(recorder)).toEqual(['webm']);
      const reply = await ask(recorder);
      expect(reply.status === 200 ? null : reply.error.code).toBe(code);
      expect(await formatsOf(recorder)).toEqual(formats);
    },
  );

  it('is made anew of a recording that got more meanwhile', async () => {
    const recorder = await api.record({ ownerId: owner.account.id });
    await recorder.putAll(sound.slice(0, -1));
    await api.get(RecordingRows).change(recorder.id, () => ({ status: 'processing' }));
    await api.finalised(recorder.id);
    const short = await ask(recorder);
    await recorder.putAll(sound.slice(-1), sound.length - 1);
    await recorder.finish(sound.length);
    await api.finalised(recorder.id);
    const whole = await ask(recorder);
    expect(Number(whole.headers['content-length'])).toBeGreaterThan(
      Number(short.headers['content-length']),
    );
  });

  it('waits for room on the disk', async () => {
    const recorder = await finished(sound);
    api.disk.hasRoom = false;
    expect((await ask(recorder)).error.code).toBe('storage-full');
    api.disk.hasRoom = true;
    expect((await ask(recorder)).status).toBe(200);
  });

  it('goes with the recording', async () => {
    const recorder = await finished(sound);
    await ask(recorder);
    const files = async () =>
      (await readdir(await api.path('finished'))).filter((name) => name.startsWith(recorder.id));
    expect(await files()).toEqual([`${recorder.id}.mp4`, `${recorder.id}.webm`]);
    await owner.delete(recorder.path());
    api.clock.advance(60_000);
    await api.get(Deletions).idle();
    expect(await files()).toEqual([]);
  });

  it('is for whoever has a link, too', async () => {
    const recorder = await finished(sound);
    const share = await owner.post(recorder.path('/shares'), { label: 'Press' });
    const path = `/api/shared/${share.json<NewRecordingShare>().link.split('/').at(-1)}/file?format=mp4`;
    const visitor = api.agent();
    expect((await visitor.get(path)).headers['content-type']).toBe('video/mp4');
  });
});
