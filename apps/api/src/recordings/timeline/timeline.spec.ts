import type { RecordingTimeline, SpokenSpan } from '@parley/contract';
import { limits, usualRoomRecording } from '@parley/contract';
import { UnitOfWork } from '../../database/unit-of-work';
import { nothingPublished } from '../../meetings/live-seat';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { databases, startApi, type TestApi, testPassword } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { Deletions } from '../library/deletions';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';
import { Moments } from './moments';
import { MomentEntity, SpeechEntity } from './moments.entity';

const sharing = { ...nothingPublished, screen_share: true };
let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(10), 200_000);
});

describe.each(databases)('what happened while it was recorded, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterEach(() => room.close());
  afterAll(() => api.close());

  const start = async () => {
    const { recordingId, ticket } = await host.ask('recordings:start-recording', {});
    await host.ask('recordings:began', { recordingId, startedAtMs: clock.now().getTime() });
    return new Recorder(() => api.agent(), recordingId, ticket);
  };
  const finish = async (recorder: Recorder) => {
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.get(Finaliser).finalise(recorder.id);
  };
  const timelineOf = async ({ id }: Recorder) => {
    await api.get(Moments).idle();
    const owner = api.agent();
    owner.setCookies(room.owner.cookie);
    return (await owner.get(`/api/recordings/${id}/timeline`)).json<RecordingTimeline>();
  };
  const say = (page: PageInMeeting, text: string) =>
    page.ask('chat:send-message', { id: crypto.randomUUID(), text });
  const speak = ({ id, ticket }: Recorder, spoke: readonly SpokenSpan[]) =>
    api.agent().put(
      `/api/recordings/${id}/speech`,
      { spoke },
      {
        headers: { authorization: `Bearer ${ticket}` },
      },
    );
  const lines = ({ chapters }: RecordingTimeline) =>
    chapters.map(({ atMs, kind, name }) => `${atMs} ${name} ${kind}`);

  it('is told beside the film: who came, shared, spoke, wrote, and left', async () => {
    await say(host, 'before it began');
    const recorder = await start();
    clock.advance(1_000);
    const guest = await room.join('Bob');
    clock.advance(1_000);
    await guest.ask('meetings:set-publications', sharing);
    // Not what is on otherwise.
    await guest.ask('meetings:set-publications', { ...sharing, microphone: true });
    await say(guest, 'Look at page 3');
    clock.advance(2_000);
    await guest.ask('meetings:set-publications', nothingPublished);
    clock.advance(1_000);
    await guest.ask('meetings:leave', {});
    await host.sees('meetings:participant-left');
    await speak(recorder, [{ name: 'Bob', fromMs: 1_500, toMs: 4_000 }]);
    await finish(recorder);
    await say(host, 'after it ended');
    const timeline = await timelineOf(recorder);
    expect(lines(timeline)).toEqual([
      '1000 Bob joined',
      '1500 Bob spoke',
      '2000 Bob shared',
      '4000 Bob unshared',
      '5000 Bob left',
    ]);
    expect(timeline.chat).toEqual([{ atMs: 2_000, name: 'Bob', text: 'Look at page 3' }]);
  });

  it('has no pauses in it', async () => {
    const recorder = await start();
    const { id: recordingId } = recorder;
    clock.advance(2_000);
    await host.ask('recordings:pause-recording', { recordingId });
    clock.advance(limits.recorderSilenceMs / 2);
    await say(host, 'in the break');
    await host.ask('recordings:resume-recording', { recordingId });
    clock.advance(1_000);
    await say(host, 'and on');
    const { chat } = await timelineOf(recorder);
    expect(chat.map(({ atMs, text }) => [atMs, text])).toEqual([
      [2_000, 'in the break'],
      [3_000, 'and on'],
    ]);
  });

  it('begins with what is shared already', async () => {
    await host.ask('meetings:set-publications', sharing);
    const recorder = await start();
    expect(lines(await timelineOf(recorder))).toEqual(['0 Hanna shared']);
  });

  it('has nothing of somebody who is left out but that they were there', async () => {
    const recorder = await start();
    const guest = await room.join('Bob');
    clock.advance(1);
    await guest.ask('recordings:answer-consent', { agrees: false });
    await guest.ask('meetings:set-publications', sharing);
    await say(guest, 'not for the record');
    const timeline = await timelineOf(recorder);
    expect(lines(timeline)).toEqual(['0 Bob joined']);
    expect(timeline.chat).toEqual([]);
    expect(timeline.consents.at(-1)).toMatchObject({ name: 'Bob', answer: 'declined' });
  });

  it('ends what somebody shared when they are left out from there on', async () => {
    const recorder = await start();
    await host.ask('meetings:set-publications', sharing);
    clock.advance(1_000);
    await host.ask('recordings:answer-consent', { agrees: false });
    expect(lines(await timelineOf(recorder))).toEqual(['0 Hanna shared', '1000 Hanna unshared']);
  });

  it('goes on in the recording of who takes over', async () => {
    const rules = { ...usualRoomRecording, recordsAlong: true };
    await room.owner.patch(`/api/rooms/${room.room.id}`, { recording: rules });
    const rita = await room.joinAs('moderator', 'Rita', host);
    const reply = await rita.ask('recordings:start-recording', {});
    const along = await host.ask('recordings:record-along', { recordingId: reply.recordingId });
    const standby = new Recorder(() => api.agent(), along.recordingId, along.ticket);
    clock.advance(1_000);
    await say(host, 'before');
    await rita.ask('meetings:leave', {});
    await host.sees('recordings:recorder-changed');
    await say(host, 'after');
    const { chat } = await timelineOf(standby);
    expect(chat.map(({ text }) => text).sort()).toEqual(['after', 'before']);
  });

  it('survives a restart, and says nothing twice after it', async () => {
    await host.ask('meetings:set-publications', sharing);
    const recorder = await start();
    await say(host, 'first');
    await api.get(Moments).idle();
    const { seat, pageId } = host;
    room.close();
    api = await api.restart();
    room = room.on(api);
    host = await room.open(seat, pageId);
    await host.enter({ publications: sharing });
    clock.advance(1_000);
    await host.ask('meetings:set-publications', { ...sharing, microphone: true });
    await say(host, 'second');
    const timeline = await timelineOf(recorder);
    expect(lines(timeline)).toEqual(['0 Hanna shared']);
    expect(timeline.chat.map(({ text }) => text)).toEqual(['first', 'second']);
  });

  it('keeps nobody waiting while the database is away, and is written when it is back', async () => {
    const recorder = await start();
    const broken = jest.spyOn(api.get(UnitOfWork), 'run').mockRejectedValue(new Error('away'));
    await say(host, 'into the dark');
    await api.get(Moments).idle();
    broken.mockRestore();
    expect((await timelineOf(recorder)).chat).toEqual([]);
    clock.advance(2_000);
    expect((await timelineOf(recorder)).chat.map(({ text }) => text)).toEqual(['into the dark']);
  });

  it('takes speech from who has the ticket, in pieces, and as long as the recording takes any', async () => {
    const recorder = await start();
    const spans = [
      { name: 'Ann', fromMs: 0, toMs: 4_000 },
      { name: 'Ann', fromMs: 5_000, toMs: 9_000 },
    ];
    for (const span of [...spans, ...spans])
      expect((await speak(recorder, [span])).status).toBe(204);
    expect(lines(await timelineOf(recorder))).toEqual(['0 Ann spoke']);
    const stranger = new Recorder(() => api.agent(), recorder.id, 'A'.repeat(43));
    expect((await speak(stranger, spans)).error.code).toBe('ticket-invalid');
    const backwards = { name: 'Ann', fromMs: 5, toMs: 4 };
    expect((await speak(recorder, [backwards])).error.code).toBe('invalid');
    const tooMany = Array.from(
      { length: limits.spokenSpansPerPut + 1 },
      () => spans[0] ?? backwards,
    );
    expect((await speak(recorder, tooMany)).error.code).toBe('invalid');
  });

  describe('goes', () => {
    const countOf = ({ id: recordingId }: Recorder) =>
      api
        .get(UnitOfWork)
        .read(async (manager) => [
          await manager.countBy(MomentEntity, { recordingId }),
          await manager.countBy(SpeechEntity, { recordingId }),
        ]);

    it('with the recording', async () => {
      const recorder = await start();
      await say(host, 'soon forgotten');
      await speak(recorder, [{ name: 'Hanna', fromMs: 0, toMs: 4_000 }]);
      await finish(recorder);
      await api.get(Moments).idle();
      expect(await countOf(recorder)).toEqual([1, 1]);
      const owner = api.agent();
      owner.setCookies(room.owner.cookie);
      expect((await owner.delete(`/api/recordings/${recorder.id}`)).status).toBe(204);
      expect((await owner.get(`/api/recordings/${recorder.id}/timeline`)).error.code).toBe(
        'recording-deleted',
      );
      clock.advance(limits.recordingUndoMs);
      await api.get(Deletions).idle();
      expect(await countOf(recorder)).toEqual([0, 0]);
    });

    it('with the account of whoever said and wrote it', async () => {
      const recorder = await start();
      const bea = await api.signedIn('Bea');
      const page = await room.join('Bea', bea);
      await say(page, 'mine');
      await say(host, 'not hers');
      await speak(recorder, [
        { name: 'Bea', fromMs: 0, toMs: 4_000 },
        { name: 'Hanna', fromMs: 4_000, toMs: 9_000 },
      ]);
      await api.get(Moments).idle();
      expect((await bea.post('/api/accounts/me/deletion', { password: testPassword })).status).toBe(
        204,
      );
      await host.sees(
        'meetings:participant-left',
        ({ participantId }) => participantId === page.id,
      );
      const timeline = await timelineOf(recorder);
      expect(lines(timeline)).toEqual(['4000 Hanna spoke']);
      expect(timeline.chat.map(({ text }) => text)).toEqual(['not hers']);
    });
  });
});
