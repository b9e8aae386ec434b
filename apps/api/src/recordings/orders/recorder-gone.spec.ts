import type { Recording } from '@parley/contract';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { SeatEntity } from '../../meetings/seat.entity';
import { UnitOfWork } from '../../database/unit-of-work';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { SliceLogs } from '../../storage/slice-logs';
import { databases, startApi, type TestApi } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { RecorderWatch } from '../recorder-watch';
import { RecordingCloser } from '../recording-closer';
import { RunningRecordings } from '../running-recordings';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';

let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(3), 20_000);
});

describe.each(databases)('whoever records is gone, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let moderator: PageInMeeting;
  let recorder: Recorder;

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    moderator = await room.joinAs('moderator', 'Mo', host);
    const { recordingId, ticket } = await moderator.ask('recordings:start-recording', {});
    recorder = new Recorder(() => api.agent(), recordingId, ticket);
    await recorder.putAll(slices.slice(0, -1));
  });
  afterEach(() => room.close());
  afterAll(() => api.close());

  const allDone = async () => {
    await api.get(RunningRecordings).idle();
    await api.get(RecordingCloser).idle();
    await api.get(Finaliser).finalise(recorder.id);
  };
  const listed = async () => {
    await allDone();
    return (await room.owner.get(`/api/recordings/${recorder.id}`)).json<Recording>();
  };
  const rest = () => recorder.put(slices.length - 1, slices.at(-1) ?? new Uint8Array());
  const finished = { status: 'recovered', statusReason: 'recorder-gone' };
  const sendAway = {
    removed: () =>
      host.ask('moderation:remove-participant', { participantId: moderator.id, block: false }),
    blocked: () =>
      host.ask('moderation:remove-participant', { participantId: moderator.id, block: true }),
    'sent to the lobby': () =>
      host.ask('moderation:send-to-lobby', { participantId: moderator.id }),
  };

  it.each(Object.keys(sendAway) as (keyof typeof sendAway)[])(
    'who was %s has a dead ticket at once, and the file is there without anybody waiting',
    async (how) => {
      await sendAway[how]();
      expect((await rest()).status).toBe(410);
      expect((await recorder.receipt()).status).toBe(410);
      expect((await recorder.finish(slices.length - 1)).status).toBe(410);
      // The clock stands still: nothing had to be waited for.
      expect(await listed()).toMatchObject(finished);
      expect((await rest()).status).toBe(410);
    },
  );

  it('who was removed while a slice was under way has it refused', async () => {
    const turn = Promise.withResolvers<undefined>();
    const held = api.get(SliceLogs).exclusively(recorder.id, () => turn.promise);
    const isUnderWay = new Promise<void>((resolve) =>
      jest.spyOn(api.get(RecorderWatch), 'hear').mockImplementationOnce(() => resolve()),
    );
    const late = rest();
    // Its ticket was good, as it was for the slice before it; now it waits for its turn to be written.
    await isUnderWay;
    await sendAway.removed();
    turn.resolve(undefined);
    await held;
    expect((await late).status).toBe(410);
    jest.restoreAllMocks();
    expect(await listed()).toMatchObject(finished);
  });

  it('who was removed has a dead ticket after a restart, too, wherever the server died', async () => {
    // As the rows lie when the process dies right after the removal is written.
    await api
      .get(UnitOfWork)
      .run((manager) => manager.update(SeatEntity, { id: moderator.id }, { standing: 'removed' }));
    api = await api.restart();
    room = room.on(api);
    expect((await rest()).status).toBe(410);
    expect(await listed()).toMatchObject(finished);
  });

  it.each([
    ['the meeting is ended', () => host.ask('meetings:end', {})],
    ['the room is deleted', () => room.owner.delete(`/api/rooms/${room.room.id}`)],
  ])('where %s, the file is there within 5 s', async (_what, end) => {
    await end();
    clock.advance(4_999);
    expect(await listed()).toMatchObject(finished);
    // What its device has kept still makes it whole.
    expect((await rest()).status).toBe(200);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    expect(await listed()).toMatchObject({ status: 'ready', statusReason: null });
  });

  it('who left may still send what they have kept', async () => {
    await moderator.ask('meetings:leave', {});
    clock.advance(5_000);
    expect((await rest()).status).toBe(200);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    expect(await listed()).toMatchObject({ status: 'ready', statusReason: null });
  });

  it.each([
    ['is made a participant', { role: 'participant' as const }],
    ['is made a viewer', { role: 'viewer' as const }],
  ])('who %s records no more, and may still send what they have kept', async (_how, { role }) => {
    await host.ask('moderation:set-role', { participantId: moderator.id, role });
    expect(await host.sees('recordings:recording-stopped')).toMatchObject({
      recordingId: recorder.id,
    });
    expect(await moderator.codeOf('recordings:start-recording', {})).toBe('forbidden');
    expect((await rest()).status).toBe(200);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    expect(await listed()).toMatchObject({ status: 'ready' });
  });
});
