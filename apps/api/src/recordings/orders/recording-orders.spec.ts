import { limits, type AuditEntry, type Recording, usualRecordingPlan } from '@parley/contract';
import { administratorOf } from '../../admin/testing/administrator';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { databases, startApi, type TestApi } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { RecordingCloser } from '../recording-closer';
import { RecordingRows } from '../recording-rows';
import { RunningRecordings } from '../running-recordings';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';

let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(3), 20_000);
});

describe.each(databases)('orders to a recording, on %s', (database) => {
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

  const start = async (plan?: { picture?: 'speaker'; quality?: 'fine' }) => {
    const { recordingId, ticket } = await host.ask('recordings:start-recording', { plan });
    return new Recorder(() => api.agent(), recordingId, ticket);
  };
  const rowOf = async ({ id }: Recorder) => {
    await api.get(RunningRecordings).idle();
    return api.get(RecordingRows).find(id);
  };
  const listed = async ({ id }: Recorder) => {
    await api.get(RecordingCloser).idle();
    await api.get(Finaliser).finalise(id);
    return (await room.owner.get(`/api/recordings/${id}`)).json<Recording>();
  };
  const restart = async () => {
    const { seat } = host;
    api = await api.restart();
    room = room.on(api);
    host = await room.open(seat);
    return host.snapshot();
  };

  describe('the plan', () => {
    it('is told to everybody, filled up with what is usual, and outlives a restart', async () => {
      const guest = await room.join('Bob');
      const recorder = await start({ picture: 'speaker', quality: 'fine' });
      const plan = { ...usualRecordingPlan, picture: 'speaker', quality: 'fine' };
      const { recording } = await guest.sees('recordings:recording-started');
      expect(recording).toMatchObject({ recordingId: recorder.id, plan, isPaused: false });
      expect((await restart()).recording).toEqual(recording);
    });

    it('is the usual one where nobody chose', async () => {
      await start();
      expect((await host.snapshot()).recording?.plan).toEqual(usualRecordingPlan);
    });
  });

  it('leave their mark on the meeting, so that what was stopped does not start by itself', async () => {
    expect((await host.snapshot()).wasRecorded).toBeUndefined();
    const { id: recordingId } = await start();
    await host.ask('recordings:stop-recording', { recordingId });
    const later = await room.join('Bob');
    expect(await later.snapshot()).toMatchObject({ recording: null, wasRecorded: true });
  });

  describe('a pause', () => {
    const pause = ({ id: recordingId }: Recorder) =>
      host.ask('recordings:pause-recording', { recordingId });
    const resume = ({ id: recordingId }: Recorder) =>
      host.ask('recordings:resume-recording', { recordingId });

    it('is told to everybody with who made it, once', async () => {
      const guest = await room.join('Bob');
      const recorder = await start();
      await pause(recorder);
      clock.advance(3_000);
      await resume(recorder);
      await guest.catchUp();
      expect((await guest.snapshot()).recording?.pausedMs).toBe(3_000);
      const told = guest.happened.flatMap(({ happening }) =>
        happening.type === 'recordings:pause-changed' ? [happening] : [],
      );
      const by = { participantId: host.id, name: 'Hanna' };
      const recordingId = recorder.id;
      expect(told).toEqual([
        { type: 'recordings:pause-changed', recordingId, isPaused: true, pausedMs: 0, by },
        { type: 'recordings:pause-changed', recordingId, isPaused: false, pausedMs: 3_000, by },
      ]);
    });

    it('is made by any moderator, by no participant, and of no other recording', async () => {
      const moderator = await room.joinAs('moderator', 'Mo', host);
      const guest = await room.join('Bob');
      const { id: recordingId } = await start();
      const order = { recordingId };
      expect(await guest.codeOf('recordings:pause-recording', order)).toBe('forbidden');
      expect(await moderator.codeOf('recordings:pause-recording', order)).toBe('granted');
      expect(await guest.codeOf('recordings:resume-recording', order)).toBe('forbidden');
      const other = { recordingId: host.id };
      expect(await moderator.codeOf('recordings:resume-recording', other)).toBe('not-found');
      expect((await host.snapshot()).recording?.isPaused).toBe(true);
    });

    it('is written down with its times, and ends with the recording', async () => {
      const recorder = await start();
      const moments = [];
      for (const order of [pause, resume, pause]) {
        clock.advance(1_000);
        moments.push(clock.now().getTime());
        await order(recorder);
      }
      clock.advance(1_000);
      await host.ask('recordings:stop-recording', { recordingId: recorder.id });
      const [first, second, third] = moments;
      expect((await rowOf(recorder))?.pauses).toEqual([
        { fromMs: first, toMs: second },
        { fromMs: third, toMs: clock.now().getTime() },
      ]);
    });

    it('is no silence: however long it lasts, the recording goes on after it', async () => {
      const recorder = await start();
      await recorder.putAll(slices.slice(0, 1));
      await pause(recorder);
      for (let round = 0; round < 10; round++) {
        clock.advance(limits.recorderSilenceMs);
        await api.get(RecordingCloser).idle();
      }
      expect((await host.snapshot()).recording).toMatchObject({ isPaused: true });
      await resume(recorder);
      await recorder.putAll(slices.slice(1), 1);
      expect((await recorder.finish(slices.length)).status).toBe(200);
      expect(await listed(recorder)).toMatchObject({ status: 'ready' });
    });

    it('leaves the recorder its time after it: silence counts from when it goes on', async () => {
      const recorder = await start();
      await recorder.putAll(slices.slice(0, 1));
      await pause(recorder);
      // The watch looks in the very moment after the resume.
      clock.advance(limits.recorderSilenceMs);
      await api.get(RecordingCloser).idle();
      clock.advance(limits.recorderSilenceMs - 1);
      await resume(recorder);
      clock.advance(1);
      await api.get(RecordingCloser).idle();
      expect((await host.snapshot()).recording).toMatchObject({ isPaused: false });
      expect((await rowOf(recorder))?.status).toBe('recording');
      clock.advance(limits.recorderSilenceMs - 2);
      await recorder.putAll(slices.slice(1), 1);
      expect((await recorder.finish(slices.length)).status).toBe(200);
      expect(await listed(recorder)).toMatchObject({ status: 'ready' });
    });

    it('excuses nobody for longer who sends nothing after it', async () => {
      const recorder = await start();
      await recorder.putAll(slices.slice(0, 1));
      await pause(recorder);
      clock.advance(limits.recorderSilenceMs);
      await api.get(RecordingCloser).idle();
      await resume(recorder);
      for (const _ of [1, 2]) {
        clock.advance(limits.recorderSilenceMs);
        await api.get(RecordingCloser).idle();
      }
      expect((await host.snapshot()).recording).toBeNull();
      expect(await listed(recorder)).toMatchObject({ status: 'recovered' });
    });

    it('does not hold a recording whose recorder is gone', async () => {
      const recorder = await start();
      await recorder.putAll(slices);
      await pause(recorder);
      host.close();
      await host.gone;
      const guest = await room.join('Bob');
      await guest.catchUp();
      clock.advance(limits.recorderSilenceMs);
      expect(await listed(recorder)).toMatchObject({ status: 'recovered' });
    });

    it('outlives a restart', async () => {
      const recorder = await start();
      await pause(recorder);
      expect((await restart()).recording).toMatchObject({ isPaused: true });
      await resume(recorder);
      expect((await host.snapshot()).recording).toMatchObject({ isPaused: false });
    });
  });

  describe('the clock', () => {
    it("is the server's, for everybody who takes part", async () => {
      const guest = await room.join('Bob');
      const nowMs = clock.now().getTime();
      expect(await guest.ask('recordings:read-clock', {})).toEqual({ nowMs });
    });

    it('has the first frame where its recorder said it first', async () => {
      const recorder = await start();
      const recordingId = recorder.id;
      const startedAtMs = clock.now().getTime() + 120.25;
      await host.ask('recordings:began', { recordingId, startedAtMs });
      await host.ask('recordings:began', { recordingId, startedAtMs: startedAtMs + 1 });
      expect((await rowOf(recorder))?.mediaStartedAtMs).toBe(startedAtMs);
    });

    it('believes nobody else, and no moment that cannot be', async () => {
      const moderator = await room.joinAs('moderator', 'Mo', host);
      const recorder = await start();
      const recordingId = recorder.id;
      const startedAtMs = clock.now().getTime();
      const began = (by: PageInMeeting, atMs: number) =>
        by.codeOf('recordings:began', { recordingId, startedAtMs: atMs });
      expect(await began(moderator, startedAtMs)).toBe('not-found');
      expect(await began(host, startedAtMs + 60_000)).toBe('invalid');
      expect(await began(host, startedAtMs - 60_000)).toBe('invalid');
      expect((await rowOf(recorder))?.mediaStartedAtMs).toBeNull();
    });
  });

  it('are all in the audit, with who gave them', async () => {
    const ada = await administratorOf(api);
    const recorder = await start();
    const order = { recordingId: recorder.id };
    await host.ask('recordings:pause-recording', order);
    await host.ask('recordings:resume-recording', order);
    await host.ask('recordings:answer-consent', { agrees: false });
    await host.ask('recordings:stop-recording', order);
    await api.get(RunningRecordings).idle();
    const reply = await ada.get(`/api/admin/audit?pageSize=100&person=${host.id}`);
    const entries = reply
      .json<{ items: AuditEntry[] }>()
      .items.filter(({ action }) => action.startsWith('recording-'));
    expect(entries.map(({ action }) => action).toReversed()).toEqual([
      ...['recording-started', 'recording-paused', 'recording-resumed'],
      ...['recording-consent', 'recording-stopped'],
    ]);
    for (const { details, actor } of entries) {
      expect(details['recordingId']).toBe(recorder.id);
      expect(actor).toMatchObject({ participantId: host.id, name: 'Hanna' });
    }
  });
});
