import { limits, type Recording, type SliceReceipt, usualRoomRecording } from '@parley/contract';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { SliceLogs } from '../../storage/slice-logs';
import { databases, startApi, type TestApi } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { RecordingCloser } from '../recording-closer';
import { RecordingRows } from '../recording-rows';
import { RunningRecordings } from '../running-recordings';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';
import { Standbys } from './standbys';

let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(3), 20_000);
});

describe.each(databases)('recording along, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let recorder: PageInMeeting;
  let second: PageInMeeting;
  let recording: Recorder;
  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    const rules = { ...usualRoomRecording, recordsAlong: true };
    await room.owner.patch(`/api/rooms/${room.room.id}`, { recording: rules });
    host = await room.joinAsHost();
    recorder = await room.joinAs('moderator', 'Rita', host);
    second = await room.joinAs('moderator', 'Sam', host);
    const reply = await recorder.ask('recordings:start-recording', {});
    recording = new Recorder(() => api.agent(), reply.recordingId, reply.ticket);
  });
  afterEach(() => room.close());
  afterAll(() => api.close());

  const along = () => ({ recordingId: recording.id });
  const recordAlong = async (page = second) => {
    const reply = await page.ask('recordings:record-along', along());
    return new Recorder(() => api.agent(), reply.recordingId, reply.ticket);
  };
  const settled = async (...ids: string[]) => {
    await api.get(RecordingCloser).idle();
    await api.get(RunningRecordings).idle();
    for (const id of ids) await api.get(Finaliser).finalise(id);
    await api.get(Standbys).idle();
  };
  const library = async () =>
    (await room.owner.get('/api/recordings'))
      .json<{ items: Recording[] }>()
      .items.map(({ id, status, statusReason }) => ({ id, status, statusReason }));
  const isGone = async ({ id }: Recorder) => {
    const isListed = (await api.get(SliceLogs).list()).includes(id);
    return (await api.get(RecordingRows).find(id)) === null && !isListed;
  };
  const handedTo = async (standby: Recorder, page = host) => {
    const { recordingId, recording: now } = await page.sees('recordings:recorder-changed');
    expect(recordingId).toBe(recording.id);
    expect(now).toMatchObject({ recordingId: standby.id, participantId: second.id });
    expect((await page.snapshot()).recording).toEqual(now);
  };

  it('is told to everybody before the ticket is given', async () => {
    const guest = await room.join('Bob');
    const standby = await recordAlong();
    // Frames keep their order: what is here when the answer is here was sent before it.
    expect(second.types()).toContain('recordings:standby-changed');
    const told = await guest.sees('recordings:standby-changed');
    expect(told).toMatchObject({ recordingId: recording.id, participantId: second.id });
    const newcomer = await room.open(await room.seat('Eve'));
    const { recording: running } = await newcomer.snapshot();
    expect(running).toMatchObject({ recordingId: recording.id, standbyParticipantId: second.id });
    // It is no recording in anybody's library.
    expect((await library()).map(({ id }) => id)).toEqual([recording.id]);
    expect((await room.owner.get(`/api/recordings/${standby.id}`)).status).toBe(404);
  });

  it('is for one moderator other than the recorder, where the room says so', async () => {
    expect(await recorder.codeOf('recordings:record-along', along())).toBe('conflict');
    const both = [second, host].map((page) => page.codeOf('recordings:record-along', along()));
    expect((await Promise.all(both)).sort()).toEqual(['granted', 'recording-running']);
    const guest = await room.join('Bob');
    expect(await guest.codeOf('recordings:record-along', along())).toBe('forbidden');
    await room.owner.patch(`/api/rooms/${room.room.id}`, { recording: usualRoomRecording });
    await host.sees('recordings:rules-changed', ({ rules }) => !rules.recordsAlong);
    expect(await host.codeOf('recordings:record-along', along())).toBe('forbidden');
  });

  it('takes over when the recorder is removed, and what was recorded is finished', async () => {
    const standby = await recordAlong();
    await recording.putAll(slices.slice(0, 2));
    await standby.putAll(slices.slice(0, 2));
    const removal = { participantId: recorder.id, block: false };
    await host.ask('moderation:remove-participant', removal);
    await handedTo(standby);
    expect(host.types()).not.toContain('recordings:recording-stopped');
    clock.advance(limits.recorderSilenceMs / 2);
    await standby.putAll(slices.slice(2), 2);
    clock.advance(limits.recorderSilenceMs / 2);
    await settled(recording.id);
    await host.ask('recordings:stop-recording', { recordingId: standby.id });
    expect((await standby.finish(slices.length)).status).toBe(200);
    await settled(standby.id);
    const listed = await library();
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual({ id: standby.id, status: 'ready', statusReason: null });
    expect(listed).toContainEqual({
      ...{ id: recording.id, status: 'recovered', statusReason: 'recorder-gone' },
    });
  });

  it('takes over when nothing comes from the recorder any more', async () => {
    const standby = await recordAlong();
    await recording.putAll(slices.slice(0, 2));
    clock.advance(limits.recorderSilenceMs / 2);
    await standby.putAll(slices);
    clock.advance(limits.recorderSilenceMs / 2);
    await settled(recording.id);
    await handedTo(standby);
    // The next one may stand by for the new recorder.
    const { recordingId } = await recorder.ask('recordings:record-along', {
      recordingId: standby.id,
    });
    expect((await host.snapshot()).recording?.standbyParticipantId).toBe(recorder.id);
    expect(recordingId).not.toBe(standby.id);
    expect((await library()).map(({ id }) => id).sort()).toEqual([recording.id, standby.id].sort());
  });

  it('takes over when the recorder leaves, or may no longer record', async () => {
    const standby = await recordAlong();
    const demotion = { participantId: recorder.id, role: 'participant' } as const;
    await host.ask('moderation:set-role', demotion);
    await handedTo(standby);
    const third = await host.ask('recordings:record-along', { recordingId: standby.id });
    await second.ask('meetings:leave', {});
    const changed = await host.sees(
      'recordings:recorder-changed',
      ({ recording: { recordingId } }) => recordingId === third.recordingId,
    );
    expect(changed.recording.participantId).toBe(host.id);
  });

  it('keeps its time, a pause, and what people said to being recorded', async () => {
    const { recording: first } = await host.snapshot();
    clock.advance(5_000);
    const standby = await recordAlong();
    await host.ask('recordings:answer-consent', { agrees: true });
    await host.ask('recordings:pause-recording', { recordingId: recording.id });
    await recorder.ask('meetings:leave', {});
    const { recording: now } = await host.sees('recordings:recorder-changed');
    const { startedAt } = first ?? {};
    expect(now).toMatchObject({ recordingId: standby.id, startedAt, isPaused: true });
    await settled();
    const timeline = await room.owner.get(`/api/recordings/${standby.id}/timeline`);
    expect(timeline.json()).toMatchObject({ consents: [{ name: 'Hanna', answer: 'agreed' }] });
    expect((await api.get(RecordingRows).find(standby.id))?.pauses).toHaveLength(1);
  });

  it('leaves nothing behind when the recorder stops in order', async () => {
    const standby = await recordAlong();
    await recording.putAll(slices);
    await standby.putAll(slices);
    await host.ask('recordings:stop-recording', { recordingId: recording.id });
    await standby.finish(slices.length);
    await settled(standby.id);
    // Until the recording is whole, the copy is kept; no file is made of it.
    expect(await isGone(standby)).toBe(false);
    expect(await api.get(RecordingRows).find(standby.id)).toMatchObject({ sizeBytes: 0 });
    await recording.finish(slices.length);
    await settled(recording.id);
    expect(await isGone(standby)).toBe(true);
    expect((await standby.put(slices.length, new Uint8Array(9))).status).toBe(401);
    expect(await library()).toMatchObject([{ id: recording.id, status: 'ready' }]);
  });

  it('is what is left where the recorder stopped and never sent the rest', async () => {
    const standby = await recordAlong();
    await recording.putAll(slices.slice(0, 1));
    await standby.putAll(slices);
    await host.ask('recordings:stop-recording', { recordingId: recording.id });
    clock.advance(limits.recorderSilenceMs);
    await settled(recording.id, standby.id);
    expect(await library()).toContainEqual(
      expect.objectContaining({ id: standby.id, status: 'recovered' }),
    );
  });

  it('ends with the right to record, with its silence, by itself and with leaving', async () => {
    const ends = [
      () => host.ask('moderation:set-role', { participantId: second.id, role: 'participant' }),
      async () => {
        clock.advance(limits.recorderSilenceMs / 2);
        await recording.putAll(slices.slice(0, 1));
        clock.advance(limits.recorderSilenceMs / 2);
      },
      async (standby: Recorder) => {
        expect((await standby.finish(0)).status).toBe(200);
        await settled(standby.id);
      },
      () => second.ask('meetings:leave', {}),
    ];
    for (const [index, end] of ends.entries()) {
      await host.ask('moderation:set-role', { participantId: second.id, role: 'moderator' });
      const standby = await recordAlong();
      await end(standby);
      await settled();
      await host.catchUp();
      const told = host.types().filter((type) => type === 'recordings:standby-changed');
      expect(told).toHaveLength(2 * index + 2);
      expect(await isGone(standby)).toBe(true);
      expect((await host.snapshot()).recording).toMatchObject({ recordingId: recording.id });
    }
  });

  it('goes on through a restart of the server, and takes over after it', async () => {
    const standby = await recordAlong();
    await recording.putAll(slices.slice(0, 1));
    await standby.putAll(slices.slice(0, 1));
    const seats = [host.seat, second.seat] as const;
    api = await api.restart();
    room = room.on(api);
    [host, second] = [await room.open(seats[0]), await room.open(seats[1])];
    await second.enter();
    expect((await host.snapshot()).recording).toMatchObject({
      ...{ recordingId: recording.id, standbyParticipantId: second.id },
    });
    const receipt = (await standby.receipt()).json<SliceReceipt>();
    expect(receipt.acknowledged).toBe(1);
    clock.advance(limits.recorderSilenceMs / 2);
    await standby.putAll(slices.slice(1), 1);
    clock.advance(limits.recorderSilenceMs / 2);
    await settled(recording.id);
    await handedTo(standby);
  });

  it('keeps its time, a pause before it began and one after, when the server restarts after it took over', async () => {
    for (const isPaused of [true, false]) {
      const order = isPaused ? 'recordings:pause-recording' : 'recordings:resume-recording';
      await host.ask(order, along());
      clock.advance(3_000);
    }
    const standby = await recordAlong();
    clock.advance(1_000);
    await recorder.ask('meetings:leave', {});
    await handedTo(standby);
    await settled();
    const fromMs = clock.now().getTime();
    clock.advance(2_000);
    await standby.putPauses([{ fromMs, toMs: fromMs + 2_000 }]);
    const { recording: before } = await host.snapshot();
    const seats = [host.seat, second.seat] as const;
    api = await api.restart();
    room = room.on(api);
    [host, second] = [await room.open(seats[0]), await room.open(seats[1])];
    expect((await host.snapshot()).recording).toEqual({ ...before, pausedMs: 5_000 });
  });

  it('is settled after a restart that came between the end of both', async () => {
    const standby = await recordAlong();
    await recording.putAll(slices);
    await standby.putAll(slices.slice(0, 1));
    const done = { status: 'ready', sliceCount: slices.length, ticketEndsAtMs: 1 } as const;
    await api.get(RecordingRows).change(recording.id, () => done);
    api = await api.restart();
    room = room.on(api);
    expect(await isGone(standby)).toBe(true);
  });
});
