import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { limits } from '@parley/contract';
import { databases } from '../testing/databases';
import { RecordingRows } from './recording-rows';
import { cut, makeWebm, noise } from './testing/make-webm';
import type { Recorder } from './testing/recorder';
import { RecordingsApi } from './testing/start-recordings';
import { lateSlicesMs } from './ticket';

let webm: Uint8Array;
let slices: Uint8Array[];
beforeAll(async () => {
  webm = await makeWebm(6);
  slices = cut(webm, 20_000);
});

describe.each(databases)('recordings that were interrupted, on %s', (database) => {
  let api: RecordingsApi;
  beforeEach(async () => {
    api = await RecordingsApi.start({ database });
  });
  afterEach(() => api.close());

  const filesOf = async ({ id }: Recorder) =>
    [
      ...(await readdir(await api.path('arriving'))),
      ...(await readdir(await api.path('finished'))),
    ].filter((name) => name.startsWith(id));
  const half = () => slices.slice(0, slices.length / 2);
  const silence = () => api.clock.advance(limits.recorderSilenceMs);

  it('are closed with what there is when the recorder falls silent', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    silence();
    const row = await api.finalised(recorder.id);
    expect(row).toMatchObject({ status: 'recovered', statusReason: 'recorder-gone' });
    expect(row.durationMs).toBeGreaterThan(2_500);
    expect(await filesOf(recorder)).toContain(`${recorder.id}.webm`);
  });

  it('are completed when the device comes back with the rest', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    silence();
    await api.finalised(recorder.id);
    const receipt = (await recorder.receipt()).json<{ acknowledged: number }>();
    expect(receipt.acknowledged).toBe(half().length);
    await recorder.putAll(slices.slice(half().length), half().length);
    const row = await api.get(RecordingRows).find(recorder.id);
    expect(row?.status).toBe('processing');
    expect((await recorder.finish(slices.length)).status).toBe(200);
    const completed = await api.finalised(recorder.id);
    expect(completed).toMatchObject({ status: 'ready', statusReason: null });
    expect(Math.abs((completed.durationMs ?? 0) - 6_000)).toBeLessThan(100);
    expect(await filesOf(recorder)).toEqual([`${recorder.id}.webm`]);
  });

  it('are closed again when the device falls silent again', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    silence();
    const before = await api.finalised(recorder.id);
    await recorder.putAll(slices.slice(half().length, -1), half().length);
    silence();
    const after = await api.finalised(recorder.id);
    expect(after.status).toBe('recovered');
    expect(after.durationMs).toBeGreaterThan(before.durationMs ?? Infinity);
  });

  it('take nothing more once the device had its time', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    silence();
    await api.finalised(recorder.id);
    api.clock.advance(lateSlicesMs);
    const reply = await recorder.put(half().length, noise(5, 1));
    expect([reply.status, reply.error.code]).toEqual([410, 'recording-closed']);
  });

  it('without a single slice say so, and still take what the device has', async () => {
    const recorder = await api.record();
    silence();
    expect(await api.finalised(recorder.id)).toMatchObject({
      status: 'failed',
      statusReason: 'nothing-recorded',
    });
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'ready', statusReason: null });
  });

  it('go on after the server was started again', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    await api.restart();
    expect((await recorder.receipt()).json()).toMatchObject({ acknowledged: half().length });
    await recorder.putAll(slices.slice(half().length), half().length);
    await recorder.finish(slices.length);
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'ready' });
  });

  it('say that the server was started again when the recorder did not go on', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    await api.restart();
    silence();
    expect(await api.finalised(recorder.id)).toMatchObject({
      status: 'recovered',
      statusReason: 'server-restarted',
    });
  });

  it('lose a torn slice, and nothing that was acknowledged', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    await api.restart();
    const media = await api.path('arriving', `${recorder.id}.media`);
    await writeFile(media, Buffer.concat([await readFile(media), noise(777, 1)]));
    await recorder.putAll(slices.slice(half().length), half().length);
    expect(await readFile(media)).toEqual(Buffer.from(webm));
  });

  it.each(['before the file was written', 'after the file was handed over'])(
    'are finalised after a crash %s, into one file',
    async (when) => {
      const recorder = await api.record();
      await recorder.putAll(slices);
      await recorder.finish(slices.length);
      const { sizeBytes } = await api.finalised(recorder.id);
      const finished = await api.path('finished', `${recorder.id}.webm`);
      // As it was in the moment of the crash: the slices are there, the row says so, the file may be or may not.
      const again = await api.record();
      await again.putAll(slices);
      await api.get(RecordingRows).change(again.id, () => ({
        status: 'processing',
        sliceCount: slices.length,
      }));
      if (when.startsWith('after'))
        await writeFile(await api.path('finished', `${again.id}.webm`), await readFile(finished));
      await writeFile(await api.path('arriving', `${again.id}.output`), noise(999, 1));
      await api.restart();
      const row = await api.finalised(again.id);
      expect(row).toMatchObject({ status: 'ready', sizeBytes });
      expect(await filesOf(again)).toEqual([`${again.id}.webm`]);
    },
  );

  it('wait for room on the disk to be finalised', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices);
    api.disk.hasRoom = false;
    await recorder.finish(slices.length);
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'processing' });
    api.disk.hasRoom = true;
    api.clock.advance(60_000);
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'ready' });
  });

  it('leave nothing of what was deleted or finished in the moment of a crash', async () => {
    const [gone, done] = [await api.record(), await api.record()];
    for (const recorder of [gone, done]) await recorder.putAll(half());
    await api.get(RecordingRows).delete(gone.id);
    await api.get(RecordingRows).change(done.id, () => ({ status: 'ready' }));
    await writeFile(await api.path('finished', `${gone.id}.webm`), webm);
    await writeFile(await api.path('finished', `${gone.id}.jpg`), webm);
    await api.restart();
    expect(await filesOf(gone)).toEqual([]);
    expect(await filesOf(done)).toEqual([]);
  });

  it('are let go of when nobody came back for the rest', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    await api.get(RecordingRows).change(recorder.id, () => ({
      status: 'recovered',
      ticketEndsAtMs: api.clock.now().getTime() - 1,
    }));
    await api.restart();
    expect(await filesOf(recorder)).toEqual([]);
  });

  it('stay as they are when their journal is damaged', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    await api.restart();
    const journal = await api.path('arriving', `${recorder.id}.journal`);
    const bytes = await readFile(journal);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(journal, bytes);
    expect((await recorder.receipt()).error.code).toBe('internal');
    silence();
    expect(await api.finalised(recorder.id)).toMatchObject({
      status: 'failed',
      statusReason: 'damaged',
    });
    expect((await readFile(await api.path('arriving', `${recorder.id}.media`))).length).toBe(
      half().reduce((sum, slice) => sum + slice.length, 0),
    );
  });

  it('play up to the cut when the last slice is not whole for the player', async () => {
    const recorder = await api.record();
    await recorder.putAll(half());
    await truncate(await api.path('arriving', `${recorder.id}.journal`), 64 * 3);
    await api.restart();
    silence();
    const row = await api.finalised(recorder.id);
    expect(row.status).toBe('recovered');
    expect(row.durationMs).toBeGreaterThan(1_000);
  });
});
