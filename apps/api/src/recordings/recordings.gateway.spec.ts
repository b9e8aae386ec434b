import { limits, type Recording } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { FakeClock } from '../realtime/testing/fake-clock';
import { DiskSpace } from '../storage/disk-space';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { Finaliser } from './finaliser';
import { RecordingCloser } from './recording-closer';
import { RecordingRows } from './recording-rows';
import { RunningRecordings } from './running-recordings';
import { cut, makeWebm } from './testing/make-webm';
import { Recorder } from './testing/recorder';

let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(3), 20_000);
});

describe('the log', () => {
  it('has what happened to a recording, but never its ticket', async () => {
    const api = await startApi({ database: 'sqlite' });
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const { recordingId, ticket } = await host.ask('recordings:start-recording', {});
    const recorder = new Recorder(() => api.agent(), recordingId, ticket);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.get(Finaliser).finalise(recordingId);
    room.close();
    await api.close();
    for (const line of ['recording started', 'recording stopped', 'recording finalised'])
      expect(api.log()).toContain(line);
    expect(api.log()).toContain(recordingId);
    expect(api.log()).not.toContain(ticket);
  });
});

describe.each(databases)('recording a meeting, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  beforeAll(async () => {
    api = await startApi({
      database,
      realtime: { clock },
    });
  });
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterEach(() => {
    room.close();
    jest.restoreAllMocks();
  });
  afterAll(() => api.close());

  const start = async (by: PageInMeeting) => {
    const { recordingId, ticket } = await by.ask('recordings:start-recording', {});
    return new Recorder(() => api.agent(), recordingId, ticket);
  };
  /** As the room's owner finds it once the server has done its part. */
  const finalised = async ({ id }: Recorder) => {
    await api.get(RecordingCloser).idle();
    await api.get(RunningRecordings).idle();
    await api.get(Finaliser).finalise(id);
    const owner = api.agent();
    owner.setCookies(room.owner.cookie);
    return (await owner.get(`/api/recordings/${id}`)).json<Recording>();
  };
  const stopped = 'recordings:recording-stopped';

  it('tells everybody before it gives the ticket', async () => {
    const guest = await room.join('Bob');
    const recorder = await start(host);
    // Frames keep their order: what is here when the answer is here was sent before it.
    expect(host.types()).toContain('recordings:recording-started');
    const { recording, by } = await guest.sees('recordings:recording-started');
    expect(recording).toMatchObject({ recordingId: recorder.id, participantId: host.id });
    expect(by).toEqual({ participantId: host.id, name: 'Hanna' });
    const newcomer = await room.open(await room.seat('Eve'));
    expect((await newcomer.snapshot()).recording).toEqual(recording);
  });

  it('runs once in a meeting, also when two start it at once', async () => {
    const moderator = await room.joinAs('moderator', 'Mo', host);
    const codes = await Promise.all([
      host.codeOf('recordings:start-recording', {}),
      moderator.codeOf('recordings:start-recording', {}),
    ]);
    expect(codes.sort()).toEqual(['granted', 'recording-running']);
    expect(await host.codeOf('recordings:start-recording', {})).toBe('recording-running');
  });

  it('is stopped by any moderator, and takes the last slices after that', async () => {
    const moderator = await room.joinAs('moderator', 'Mo', host);
    const recorder = await start(host);
    await recorder.putAll(slices.slice(0, 2));
    await moderator.ask('recordings:stop-recording', { recordingId: recorder.id });
    expect(await host.sees(stopped)).toMatchObject({ by: { name: 'Mo' } });
    const again = { recordingId: recorder.id };
    expect(await moderator.codeOf('recordings:stop-recording', again)).toBe('not-found');
    await recorder.putAll(slices.slice(2), 2);
    await recorder.finish(slices.length);
    expect(await finalised(recorder)).toMatchObject({ status: 'ready', statusReason: null });
    expect(host.types().filter((type) => type === stopped)).toHaveLength(1);
    // And the next one may start.
    expect((await start(host)).id).not.toBe(recorder.id);
  });

  it('stops for everybody when the recorder finishes it', async () => {
    const recorder = await start(host);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    expect(await host.sees(stopped)).toMatchObject({ recordingId: recorder.id, by: null });
  });

  it("belongs to the room's owner whoever made it, with the names of all who were there", async () => {
    const moderator = await room.joinAs('moderator', 'Mo', host);
    const early = await room.join('Early');
    const recorder = await start(moderator);
    await early.ask('meetings:leave', {});
    await room.join('Late');
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    const recording = await finalised(recorder);
    expect(recording.participantNames.toSorted()).toEqual(['Early', 'Hanna', 'Late', 'Mo']);
    expect(recording).toMatchObject({ roomName: 'Standup', title: 'Standup', status: 'ready' });
    const found = await room.owner.get('/api/recordings?search=late');
    expect(found.json()).toMatchObject({ items: [{ id: recorder.id }], total: 1 });
  });

  it('stops when the recorder leaves, who may still send the rest', async () => {
    const moderator = await room.joinAs('moderator', 'Mo', host);
    const recorder = await start(moderator);
    await recorder.putAll(slices.slice(0, 1));
    await moderator.ask('meetings:leave', {});
    expect(await host.sees(stopped)).toMatchObject({ recordingId: recorder.id, by: null });
    await recorder.putAll(slices.slice(1), 1);
    await recorder.finish(slices.length);
    expect(await finalised(recorder)).toMatchObject({ status: 'ready' });
  });

  it('stops at once when the recorder is removed', async () => {
    const moderator = await room.joinAs('moderator', 'Mo', host);
    const recorder = await start(moderator);
    await recorder.putAll(slices);
    const removal = { participantId: moderator.id, block: false };
    await host.ask('moderation:remove-participant', removal);
    expect(await host.sees(stopped)).toMatchObject({ recordingId: recorder.id });
    clock.advance(limits.recorderSilenceMs);
    expect(await finalised(recorder)).toMatchObject({ status: 'recovered' });
  });

  it('is finished after the meeting has ended', async () => {
    const recorder = await start(host);
    await recorder.putAll(slices.slice(0, 1));
    await host.ask('meetings:end', {});
    await recorder.putAll(slices.slice(1), 1);
    await recorder.finish(slices.length);
    expect(await finalised(recorder)).toMatchObject({
      status: 'ready',
      participantNames: ['Hanna'],
    });
  });

  it('is closed for everybody when the recorder falls silent', async () => {
    const recorder = await start(host);
    await recorder.putAll(slices);
    clock.advance(limits.recorderSilenceMs);
    expect(await host.sees(stopped)).toMatchObject({ recordingId: recorder.id, by: null });
    expect(await finalised(recorder)).toMatchObject({
      status: 'recovered',
      statusReason: 'recorder-gone',
    });
    expect((await host.snapshot()).recording).toBeNull();
  });

  it('goes on through a restart of the server', async () => {
    const recorder = await start(host);
    await recorder.putAll(slices.slice(0, 1));
    const { seat } = host;
    api = await api.restart();
    room = room.on(api);
    host = await room.open(seat);
    const { recording } = await host.snapshot();
    expect(recording).toMatchObject({ recordingId: recorder.id, participantId: host.id });
    await recorder.putAll(slices.slice(1), 1);
    await host.ask('recordings:stop-recording', { recordingId: recorder.id });
    await recorder.finish(slices.length);
    expect(await finalised(recorder)).toMatchObject({ status: 'ready' });
  });

  it('does not start while the disk is nearly full', async () => {
    jest.spyOn(api.get(DiskSpace), 'hasRoomFor').mockResolvedValue(false);
    expect(await host.codeOf('recordings:start-recording', {})).toBe('storage-full');
    expect((await host.snapshot()).recording).toBeNull();
  });

  it('does not start for who was demoted while the database worked', async () => {
    const moderator = await room.joinAs('moderator', 'Mo', host);
    const rows = api.get(RecordingRows);
    const insert = rows.insert.bind(rows);
    jest.spyOn(rows, 'insert').mockImplementation(async (row) => {
      await host.ask('moderation:set-role', { participantId: moderator.id, role: 'participant' });
      await insert(row);
    });
    expect(await moderator.codeOf('recordings:start-recording', {})).toBe('forbidden');
    await host.catchUp();
    expect(host.types()).not.toContain('recordings:recording-started');
    expect((await room.owner.get('/api/recordings')).json()).toMatchObject({ items: [], total: 0 });
  });
});
