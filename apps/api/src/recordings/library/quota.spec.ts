import type { AdminRecording, Recording, RecordingUsage } from '@parley/contract';
import { administratorOf } from '../../admin/testing/administrator';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { databases, startApi, type TestApi } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { RecordingRows } from '../recording-rows';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';

let webm: Uint8Array;
let slices: Uint8Array[];
beforeAll(async () => {
  webm = await makeWebm(3);
  slices = cut(webm, 20_000);
});

describe.each(databases)('how much may be recorded, on %s', (database) => {
  let api: TestApi;
  let ada: Awaited<ReturnType<typeof administratorOf>>;
  const rooms: MeetingRoom[] = [];
  beforeAll(async () => {
    const settings = { RECORDING_QUOTA_PER_PERSON: '0.15MB', RECORDING_QUOTA: '0.5MB' };
    api = await startApi({ database, settings, realtime: { clock: new FakeClock() } });
    ada = await administratorOf(api);
  });
  afterAll(async () => {
    for (const room of rooms) room.close();
    await api.close();
  });

  const meeting = async (owner?: Awaited<ReturnType<TestApi['signedIn']>>) => {
    const room = await MeetingRoom.create(api, {}, owner ?? (await api.signedIn()));
    rooms.push(room);
    return { room, host: await room.joinAsHost() };
  };
  const start = async (by: PageInMeeting) => {
    const { recordingId, ticket } = await by.ask('recordings:start-recording', {});
    return new Recorder(() => api.agent(), recordingId, ticket);
  };
  const finish = async (recorder: Recorder) => {
    await recorder.finish(slices.length);
    await api.get(Finaliser).finalise(recorder.id);
  };
  const usage = async (agent: { get: MeetingRoom['owner']['get'] }) =>
    (await agent.get('/api/recordings/usage')).json<RecordingUsage>();
  const startCode = (by: PageInMeeting) => by.codeOf('recordings:start-recording', {});

  it('is refused to the owner of a full library, in every room of theirs, until there is room', async () => {
    const owner = await api.signedIn();
    const { host } = await meeting(owner);
    const first = await start(host);
    await first.putAll(slices);
    const used = await usage(owner);
    expect(used).toEqual({ usedBytes: webm.length, quotaBytes: 150_000, server: null });
    const { host: elsewhere } = await meeting(owner);
    const second = await start(elsewhere);
    await second.putAll(slices);
    // Over the quota by now, and neither is cut short.
    await finish(first);
    await finish(second);
    for (const { id } of [first, second])
      expect((await owner.get(`/api/recordings/${id}`)).json()).toMatchObject({ status: 'ready' });
    expect(await startCode(host)).toBe('quota-exceeded');
    expect((await host.snapshot()).recording).toBeNull();
    await api.get(RecordingRows).delete(first.id);
    await start(host);
  });

  it('counts tracks and MP4s with what they belong to', async () => {
    const owner = await api.signedIn('Otto');
    const { host } = await meeting(owner);
    const recorder = await start(host);
    const rows = api.get(RecordingRows);
    const row = await rows.find(recorder.id);
    const part = { id: crypto.randomUUID(), kind: 'track', partOf: recorder.id } as const;
    if (row)
      await rows.insert({ ...row, ...part, status: 'ready', sizeBytes: 5_000, mp4SizeBytes: 700 });
    expect(await usage(owner)).toMatchObject({ usedBytes: 5_700 });
    const { trackCount } = (await owner.get(recorder.path())).json<Recording>();
    expect(trackCount).toBe(1);
    const all = (await ada.get('/api/admin/recordings')).json<{ items: AdminRecording[] }>();
    const mine = all.items.filter(({ ownerName }) => ownerName === 'Otto');
    expect(mine).toMatchObject([{ id: recorder.id, sizeBytes: 5_000 }]);
  });

  it('is refused to everybody where the server is full, and only administrators see how full', async () => {
    const { room, host } = await meeting();
    const { host: recording } = await meeting();
    const recorder = await start(recording);
    await api.get(RecordingRows).change(recorder.id, () => ({ sizeBytes: 500_000 }));
    expect(await startCode(host)).toBe('quota-exceeded');
    expect((await usage(room.owner)).server).toBeNull();
    const { server } = await usage(ada);
    expect(server).toMatchObject({ quotaBytes: 500_000 });
    expect(server?.usedBytes).toBeGreaterThanOrEqual(500_000);
    await api.get(RecordingRows).delete(recorder.id);
  });

  it('is two recordings at a time for one account, whatever room', async () => {
    const owner = await api.signedIn();
    const [one, two, three] = [await meeting(owner), await meeting(owner), await meeting(owner)];
    const first = await start(one.host);
    await start(two.host);
    expect(await startCode(three.host)).toBe('too-many-recordings');
    await one.host.ask('recordings:stop-recording', { recordingId: first.id });
    await first.finish(0);
    await start(three.host);
  });
});
