import {
  limits,
  type RecordingTrack,
  type RoomRecording,
  usualRoomRecording,
} from '@parley/contract';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { DiskSpace } from '../../storage/disk-space';
import { databases, startApi, type TestApi } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { RecordingCloser } from '../recording-closer';
import { RecordingRows } from '../recording-rows';
import { RunningRecordings } from '../running-recordings';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';
import { lateSlicesMs } from '../ticket';
import { PartRows } from './part-rows';
import { RunningTracks } from './running-tracks';

let mixed: Uint8Array[];
let sound: Uint8Array[];
let picture: Uint8Array[];
beforeAll(async () => {
  mixed = cut(await makeWebm(3), 20_000);
  sound = cut(await makeWebm(3, 0, 'audio'), 4_000);
  picture = cut(await makeWebm(3, 2_000, 'video'), 20_000);
});

describe.each(databases)('tracks beside a recording, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let guest: PageInMeeting;
  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    guest = await room.join('Bob');
  });
  afterEach(() => {
    room.close();
    jest.restoreAllMocks();
  });
  afterAll(() => api.close());

  const nowMs = () => clock.now().getTime();
  const start = async (withTracks = true) => {
    const reply = await host.ask('recordings:start-recording', { plan: { withTracks } });
    return new Recorder(() => api.agent(), reply.recordingId, reply.ticket);
  };
  const order = (recording: Recorder, source: RecordingTrack['source'] = 'microphone') => ({
    ...{ recordingId: recording.id, source },
    ...{ startedAtMs: nowMs(), clockErrorMs: 1.5 },
  });
  const openTrack = async (
    page: PageInMeeting,
    recording: Recorder,
    source?: RecordingTrack['source'],
  ) => {
    const { trackId, ticket } = await page.ask('recordings:open-track', order(recording, source));
    return new Recorder(() => api.agent(), trackId, ticket);
  };
  const send = async (recorder: Recorder, slices: readonly Uint8Array[]) => {
    await recorder.putAll(slices);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    await api.get(Finaliser).finalise(recorder.id);
  };
  const settled = async () => {
    await api.get(RunningRecordings).idle();
    await api.get(RunningTracks).idle();
    await api.get(RecordingCloser).idle();
  };
  const tracksOf = async ({ id }: Recorder) =>
    (await room.owner.get(`/api/recordings/${id}/tracks`)).json<RecordingTrack[]>();
  const setRules = (rules: Partial<RoomRecording>) =>
    room.owner.patch(`/api/rooms/${room.room.id}`, {
      recording: { ...usualRoomRecording, ...rules },
    });

  it('are opened by everybody, and lie where they began beside the mixed file', async () => {
    const recording = await start();
    await host.ask('recordings:began', { recordingId: recording.id, startedAtMs: nowMs() });
    clock.advance(1_200);
    const microphone = await openTrack(guest, recording);
    clock.advance(300);
    const screen = await openTrack(host, recording, 'screen_share');
    await send(microphone, sound);
    await send(screen, picture);
    await send(recording, mixed);
    const [first, second] = await tracksOf(recording);
    expect(first).toMatchObject({
      ...{ id: microphone.id, participantName: 'Bob', source: 'microphone' },
      ...{ offsetMs: 1_200, status: 'ready' },
    });
    expect(Math.abs((first?.durationMs ?? 0) - 3_000)).toBeLessThan(100);
    expect(second).toMatchObject({ source: 'screen_share', offsetMs: 1_500, status: 'ready' });
    // The library has the recording, and says how many tracks hang on it.
    const library = await room.owner.get('/api/recordings');
    expect(library.json<{ items: unknown[] }>().items).toMatchObject([
      { id: recording.id, trackCount: 2 },
    ]);
  });

  it('leave out what was paused before them', async () => {
    const recording = await start();
    await host.ask('recordings:began', { recordingId: recording.id, startedAtMs: nowMs() });
    clock.advance(1_000);
    await host.ask('recordings:pause-recording', { recordingId: recording.id });
    clock.advance(15_000);
    await host.ask('recordings:resume-recording', { recordingId: recording.id });
    clock.advance(500);
    await openTrack(guest, recording);
    expect(await tracksOf(recording)).toMatchObject([{ offsetMs: 1_500, status: 'recording' }]);
  });

  it('lie where they belong after a pause that a device heard of late, or not at all', async () => {
    const recording = await start();
    const beganMs = nowMs();
    await host.ask('recordings:began', { recordingId: recording.id, startedAtMs: beganMs });
    const late = await openTrack(guest, recording);
    const offline = await openTrack(host, recording, 'microphone');
    clock.advance(1_000);
    await host.ask('recordings:pause-recording', { recordingId: recording.id });
    clock.advance(10_000);
    await host.ask('recordings:resume-recording', { recordingId: recording.id });
    const paused = (fromMs: number, toMs: number) => ({
      ...{ fromMs: beganMs + fromMs, toMs: beganMs + toMs },
    });
    expect((await recording.putPauses([paused(1_050, 11_050)])).status).toBe(204);
    await late.putPauses([paused(1_350, 11_100)]);
    await offline.putPauses([]);
    await send(late, sound);
    await send(offline, sound);
    const row = await api.get(RecordingRows).find(recording.id);
    expect(row?.pauses).toEqual([paused(1_050, 11_050)]);
    const tracks = await tracksOf(recording);
    const endOf = (name: string) => {
      const track = tracks.find(({ participantName }) => participantName === name);
      return (track?.offsetMs ?? 0) + (track?.durationMs ?? 0);
    };
    // 3 s long: 0.3 s of it are in no mixed file, and then 0.05 s are missing.
    expect(Math.abs(endOf('Bob') - 2_750)).toBeLessThan(100);
    // What it has of the pause goes until the mixed file ends: it was still in it.
    expect(Math.abs(endOf('Hanna') - 1_050)).toBeLessThan(100);
  });

  it('are finished after the recording that people look for', async () => {
    const recording = await start();
    const tracks: Recorder[] = [];
    for (const source of ['microphone', 'camera', 'screen_share'] as const)
      tracks.push(await openTrack(guest, recording, source));
    await Promise.all([recording, ...tracks].map((one) => one.putAll(mixed)));
    const finaliser = api.get(Finaliser);
    jest.spyOn(finaliser, 'finalise').mockResolvedValue();
    for (const one of [...tracks, recording]) await one.finish(mixed.length);
    jest.restoreAllMocks();
    const done: string[] = [];
    await Promise.all(
      [...tracks, recording].map(({ id }) => finaliser.finalise(id).then(() => done.push(id))),
    );
    // One track was under way already.
    expect(done.indexOf(recording.id)).toBeLessThanOrEqual(1);
    expect(done).toHaveLength(4);
  });

  it('lose what was recorded before the mixed file began', async () => {
    const recording = await start();
    const microphone = await openTrack(guest, recording);
    clock.advance(400);
    await host.ask('recordings:began', { recordingId: recording.id, startedAtMs: nowMs() });
    await send(microphone, sound);
    const [track] = await tracksOf(recording);
    expect(track?.offsetMs).toBeLessThan(40);
    expect(Math.abs((track?.durationMs ?? 0) - 2_600)).toBeLessThan(100);
  });

  it('are not opened where the recording asks for none, or runs no more', async () => {
    const recording = await start(false);
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('forbidden');
    await host.ask('recordings:stop-recording', { recordingId: recording.id });
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('not-found');
  });

  it('start while the recording runs, also where they ask late, and not on a full disk', async () => {
    const recording = await start();
    const begin = order(recording);
    clock.advance(15_000);
    expect(await guest.codeOf('recordings:open-track', begin)).toBe('granted');
    for (const startedAtMs of [begin.startedAtMs - 60_000, nowMs() + 60_000])
      expect(await guest.codeOf('recordings:open-track', { ...begin, startedAtMs })).toBe(
        'invalid',
      );
    jest.spyOn(api.get(DiskSpace), 'hasRoomFor').mockResolvedValue(false);
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('storage-full');
  });

  it('are not made of who declined, and end with their yes', async () => {
    const recording = await start();
    const microphone = await openTrack(guest, recording);
    await microphone.putAll(sound.slice(0, 1));
    await guest.ask('recordings:answer-consent', { agrees: false });
    await settled();
    expect((await microphone.put(1, sound[1] ?? new Uint8Array())).status).toBe(410);
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('forbidden');
    await guest.ask('recordings:answer-consent', { agrees: true });
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('granted');
  });

  it('end with whoever was sent away: nothing more of theirs is taken', async () => {
    const recording = await start();
    const microphone = await openTrack(guest, recording);
    await microphone.putAll(sound.slice(0, 1));
    await host.ask('moderation:remove-participant', { participantId: guest.id, block: false });
    await settled();
    expect((await microphone.put(1, sound[1] ?? new Uint8Array())).status).toBe(410);
    clock.advance(limits.recorderSilenceMs);
    await settled();
    await api.get(Finaliser).finalise(microphone.id);
    expect(await tracksOf(recording)).toMatchObject([{ status: 'recovered' }]);
  });

  it('outlive whoever left, who may send what they have kept', async () => {
    const recording = await start();
    const microphone = await openTrack(guest, recording);
    await guest.ask('meetings:leave', {});
    await settled();
    const [row] = await api.get(PartRows).of(recording.id, 'track');
    expect(row?.ticketEndsAtMs).toBe(nowMs() + lateSlicesMs);
    await send(microphone, sound);
    expect(await tracksOf(recording)).toMatchObject([{ status: 'ready' }]);
  });

  it('are made only of who agreed where the room asks for that', async () => {
    await setRules({ consent: 'must-agree' });
    const recording = await start();
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('forbidden');
    await guest.ask('recordings:answer-consent', { agrees: true });
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('granted');
  });

  it('are one at a time of a source; the one before may still send what it has', async () => {
    const recording = await start();
    const before = await openTrack(guest, recording);
    await before.putAll(sound.slice(0, 1));
    const after = await openTrack(guest, recording);
    await send(before, sound);
    await send(after, sound);
    expect(await tracksOf(recording)).toMatchObject([{ status: 'ready' }, { status: 'ready' }]);
    jest.replaceProperty(limits, 'tracksPerParticipant', 2 as never);
    expect(await guest.codeOf('recordings:open-track', order(recording))).toBe('conflict');
    expect(await host.codeOf('recordings:open-track', order(recording))).toBe('granted');
  });

  it('take the rest when the recording has ended, and are then closed as they are', async () => {
    const recording = await start();
    const complete = await openTrack(guest, recording);
    const cutOff = await openTrack(guest, recording, 'camera');
    await complete.putAll(sound.slice(0, 1));
    await cutOff.putAll(picture.slice(0, 2));
    await host.ask('recordings:stop-recording', { recordingId: recording.id });
    await settled();
    const rows = await api.get(PartRows).of(recording.id, 'track');
    for (const { ticketEndsAtMs } of rows) expect(ticketEndsAtMs).toBe(nowMs() + lateSlicesMs);
    await complete.putAll(sound.slice(1), 1);
    expect((await complete.finish(sound.length)).status).toBe(200);
    clock.advance(limits.recorderSilenceMs);
    await settled();
    for (const { id } of [complete, cutOff]) await api.get(Finaliser).finalise(id);
    const tracks = await tracksOf(recording);
    expect(tracks.map(({ source, status }) => [source, status]).sort()).toEqual([
      ['camera', 'recovered'],
      ['microphone', 'ready'],
    ]);
    // The device was away for hours, and brings the rest.
    clock.advance(3 * 60 * 60 * 1000);
    await send(cutOff, picture);
    expect((await tracksOf(recording)).map(({ status }) => status)).toEqual(['ready', 'ready']);
  });

  it('go on through a restart of the server, beside their recording', async () => {
    const recording = await start();
    const microphone = await openTrack(guest, recording);
    await microphone.putAll(sound.slice(0, 1));
    const { seat } = host;
    api = await api.restart();
    room = room.on(api);
    host = await room.open(seat);
    expect((await host.snapshot()).recording).toMatchObject({ recordingId: recording.id });
    await send(microphone, sound);
    expect(await tracksOf(recording)).toMatchObject([{ status: 'ready' }]);
  });

  it('are seen by whoever has the recording, and by nobody else', async () => {
    const recording = await start();
    const microphone = await openTrack(guest, recording);
    await send(microphone, sound);
    const stranger = await api.signedIn('Eve');
    for (const rest of ['tracks', 'tracks.zip']) {
      const path = `/api/recordings/${recording.id}/${rest}`;
      expect((await stranger.get(path)).status).toBe(404);
      expect((await api.agent().get(path)).status).toBe(401);
      expect((await room.owner.get(path)).status).toBe(200);
    }
  });
});
