import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { limits, type Recording } from '@parley/contract';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { databases } from '../../testing/databases';
import { FileStore } from '../../storage/file-store';
import { RecordingRows } from '../recording-rows';
import { cut, makeWebm, noise } from '../testing/make-webm';
import type { Recorder } from '../testing/recorder';
import { RecordingsApi } from '../testing/start-recordings';

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), noise(100, 1)]);
let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(2), 30_000);
});

describe.each(databases)('deleting a recording, on %s', (database) => {
  let api: RecordingsApi;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
  });
  beforeEach(async () => {
    owner = await api.signedIn();
  });
  afterAll(() => api.close());

  const finished = async (row: Parameters<RecordingsApi['record']>[0] = {}) => {
    const recorder = await api.record({ ownerId: owner.account.id, ...row });
    await recorder.putThumbnail(jpeg);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };
  const filesOf = async ({ id }: Recorder) =>
    [
      ...(await readdir(await api.path('arriving'))),
      ...(await readdir(await api.path('finished'))),
    ].filter((name) => name.startsWith(id));
  const codeOf = async (rest = '', agent = owner, recorder: Recorder) => {
    const reply = await agent.get(recorder.path(rest));
    return reply.status < 400 ? reply.status : reply.error.code;
  };
  const listed = async () =>
    (await owner.get('/api/recordings')).json<{ items: Recording[] }>().items.map(({ id }) => id);
  const restore = (recorder: Recorder, agent = owner) => agent.post(recorder.path('/restore'));

  it('takes it out of the library at once, and restoring brings all of it back', async () => {
    const recorder = await finished();
    const before = (await owner.get(recorder.path())).json();
    const file = (await owner.get(recorder.path('/file'))).text;
    expect((await owner.delete(recorder.path())).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect(await codeOf('', owner, recorder)).toBe('recording-deleted');
    api.clock.advance(limits.recordingUndoMs - 1);
    expect((await restore(recorder)).json()).toEqual(before);
    expect(await listed()).toEqual([recorder.id]);
    await api.purged();
    expect((await owner.get(recorder.path('/file'))).text).toBe(file);
  });

  it('is for good after half a minute: files gone, 410 for who had it, nothing for others', async () => {
    const recorder = await finished();
    await owner.delete(recorder.path());
    expect(await filesOf(recorder)).toHaveLength(2);
    await api.purged();
    expect(await filesOf(recorder)).toEqual([]);
    expect(await api.get(RecordingRows).find(recorder.id)).toBeNull();
    const stranger = await api.signedIn();
    for (const rest of ['', '/file', '/thumbnail']) {
      const reply = await owner.get(recorder.path(rest));
      expect([reply.status, reply.error.code]).toEqual([410, 'recording-deleted']);
      expect(await codeOf(rest, stranger, recorder)).toBe('not-found');
    }
    expect((await restore(recorder)).error.code).toBe('recording-deleted');
    expect((await restore(recorder, stranger)).error.code).toBe('not-found');
  });

  it('goes on over a restart, for what can still be restored and for what cannot', async () => {
    const [first, second] = [await finished(), await finished()];
    await owner.delete(first.path());
    await owner.delete(second.path());
    // The clock of the next start begins anew.
    const long = new FakeClock().now().getTime() - limits.recordingUndoMs;
    await api.get(RecordingRows).change(second.id, () => ({ deletedAtMs: long }));
    await api.restart();
    const again = Object.assign(api.agent(), { account: owner.account });
    again.setCookies(owner.cookie);
    api.clock.advance(0);
    expect((await restore(first, again)).status).toBe(200);
    await api.purged();
    expect(await codeOf('/file', again, first)).toBe(200);
    expect(await codeOf('', again, second)).toBe('recording-deleted');
    expect(await filesOf(second)).toEqual([]);
  });

  it('takes tracks and standbys along, also such as still arrive', async () => {
    const recorder = await finished();
    const part = { partOf: recorder.id, kind: 'track' } as const;
    const [track, arriving] = [await finished(part), await api.record(part)];
    await arriving.putAll(slices.slice(0, 1));
    await owner.delete(recorder.path());
    expect(await filesOf(track)).not.toEqual([]);
    await api.purged();
    for (const one of [recorder, track, arriving]) expect(await filesOf(one)).toEqual([]);
    expect((await arriving.receipt()).error.code).toBe('ticket-invalid');
  });

  it('changes nothing where there is nothing to restore, nor for anybody else', async () => {
    const recorder = await finished();
    const stranger = await api.signedIn();
    expect((await restore(recorder)).status).toBe(200);
    expect((await restore(recorder, stranger)).error.code).toBe('not-found');
    const unknown = `/api/recordings/${randomUUID()}/restore`;
    expect((await owner.post(unknown)).error.code).toBe('not-found');
    await owner.delete(recorder.path());
    expect((await owner.delete(recorder.path())).error.code).toBe('recording-deleted');
    expect((await restore(recorder, stranger)).error.code).toBe('not-found');
  });

  it('is done again later where the bucket is away', async () => {
    const recorder = await finished();
    // Nothing of the tests before is still to be purged.
    await api.purged();
    await owner.delete(recorder.path());
    const gone = jest.spyOn(api.get(FileStore), 'delete');
    gone.mockRejectedValueOnce(new Error('the bucket is away'));
    await api.purged();
    expect(await filesOf(recorder)).toHaveLength(2);
    expect(await codeOf('', owner, recorder)).toBe('recording-deleted');
    await api.purged();
    expect(await filesOf(recorder)).toEqual([]);
    expect(gone).toHaveBeenCalled();
    gone.mockRestore();
  });
});
