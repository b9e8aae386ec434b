import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { usualRoomRecording } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { LocalMediaStore } from '../media/local-media-store';
import { LocalPublications } from '../meeting/local-publications';
import { settle } from '../testing/fake-devices';
import { byHanna, ids, participant } from '../testing/meeting-builders';
import { recordedMeeting, recordingId, running, ticket } from '../testing/recorded-meeting';
import { openTrack } from './open-track';
import { OwnTracks } from './own-tracks';
import { PauseTeller } from './pause-teller';
import { RecordingClock } from './recording-clock';
import { RecordingSender } from './recording-sender';

jest.mock('./open-track', () => ({ openTrack: jest.fn() }));

const off = {
  microphone: null,
  camera: null,
  screen_share: null,
  screen_share_audio: null,
  second_screen_share: null,
  second_screen_share_audio: null,
};
const voice = { kind: 'audio' } as MediaStreamTrack;
const picture = { kind: 'video' } as MediaStreamTrack;
const stopped = { type: 'recordings:recording-stopped', recordingId, by: byHanna } as const;
const answered = (consent: 'agreed' | 'declined') =>
  ({ type: 'recordings:consent-changed', participantId: ids.ann, consent }) as const;

const pauses = { tell: jest.fn(() => Promise.resolve()) };

function fakeRecorder() {
  return {
    replaceTrack: jest.fn(),
    pause: jest.fn(),
    resume: jest.fn(),
    isPaused: false,
    stop: jest.fn(() => Promise.resolve({ sliceCount: 1 })),
  };
}

/** Every track that is opened gets a recorder of its own, by its source. */
function openTracks() {
  const recorders = new Map<string, ReturnType<typeof fakeRecorder>>();
  jest.mocked(openTrack).mockReset();
  jest.mocked(openTrack).mockImplementation(async ({ source, ticketFor }) => {
    const recorder = fakeRecorder();
    recorders.set(source, recorder);
    const opened = { source, recorder, keeper: {}, ticket: await ticketFor(1_000) };
    return opened as unknown as Awaited<ReturnType<typeof openTrack>>;
  });
  return recorders;
}

async function tracked(seen: Parameters<typeof recordedMeeting>[1] = {}) {
  jest.spyOn(console, 'warn').mockImplementation();
  const recorders = openTracks();
  const tracks = signal<Record<keyof typeof off, MediaStreamTrack | null>>(off);
  const camera = signal<MediaStreamTrack | null>(null);
  const sender = { finish: jest.fn(() => Promise.resolve()), hurryOnline: jest.fn() };
  const serverMomentOf = (pageMs: number) => Promise.resolve({ atMs: pageMs + 500, errorMs: 2 });
  const meeting = await recordedMeeting(
    [
      OwnTracks,
      { provide: PauseTeller, useValue: pauses },
      { provide: LocalPublications, useValue: { tracks } },
      { provide: LocalMediaStore, useValue: { camera: { liveTrack: camera } } },
      { provide: RecordingClock, useValue: { serverMomentOf } },
      { provide: RecordingSender, useValue: sender },
      { provide: RestClient, useValue: {} },
    ],
    { recording: running(ids.hanna, { withTracks: true }), ...seen },
  );
  TestBed.inject(OwnTracks);
  const set = async (change: Partial<Record<keyof typeof off, MediaStreamTrack | null>>) => {
    tracks.update((before) => ({ ...before, ...change }));
    TestBed.tick();
    await settle();
  };
  const getsTickets = async () => {
    await meeting.answers('recordings:open-track', { trackId: ids.page, ticket: ticket.ticket });
  };
  return { meeting, recorders, sender, camera, set, getsTickets };
}

describe('own tracks', () => {
  afterEach(() => jest.restoreAllMocks());

  it('begin with the device, at the moment the server’s clock had', async () => {
    const { meeting, set, getsTickets, recorders } = await tracked();
    await set({ microphone: voice });
    expect(meeting.asked('recordings:open-track')).toEqual([
      { recordingId, source: 'microphone', startedAtMs: 1_500, clockErrorMs: 2 },
    ]);
    await getsTickets();
    await set({ microphone: null });
    expect(recorders.get('microphone')?.replaceTrack).toHaveBeenLastCalledWith(null);
    expect(recorders.get('microphone')?.stop).not.toHaveBeenCalled();
  });

  it('take the camera as it is captured, not as it is sent', async () => {
    const { camera, set } = await tracked();
    camera.set(picture);
    await set({ camera: { kind: 'video' } as MediaStreamTrack });
    expect(jest.mocked(openTrack).mock.calls.map(([{ track }]) => track)).toEqual([picture]);
  });

  it('of a screen end when it is no longer shared, and are sent', async () => {
    const { set, getsTickets, recorders, sender } = await tracked();
    await set({ screen_share: picture });
    await getsTickets();
    await set({ screen_share: null });
    expect(recorders.get('screen_share')?.stop).toHaveBeenCalledTimes(1);
    expect(sender.finish).toHaveBeenCalledTimes(1);
  });

  it('pause and go on with the recording', async () => {
    const { meeting, set, getsTickets, recorders } = await tracked();
    await set({ microphone: voice });
    await getsTickets();
    const what = { recordingId, pausedMs: 0, by: byHanna };
    const pause = { type: 'recordings:pause-changed', ...what } as const;
    await meeting.happens({ ...pause, isPaused: true });
    expect(recorders.get('microphone')?.pause).toHaveBeenCalledTimes(1);
    recorders.get('microphone')?.resume.mockClear();
    Object.assign(recorders.get('microphone') ?? {}, { isPaused: true });
    pauses.tell.mockClear();
    await meeting.happens({ ...pause, isPaused: false });
    expect(recorders.get('microphone')?.resume).toHaveBeenCalledTimes(1);
    expect(pauses.tell).toHaveBeenCalledTimes(1);
  });

  it('end at once when this person wants to be left out', async () => {
    const { meeting, set, getsTickets, recorders } = await tracked();
    await set({ microphone: voice });
    await getsTickets();
    await meeting.happens(answered('declined'));
    expect(recorders.get('microphone')?.stop).toHaveBeenCalledTimes(1);
  });

  it('end with the recording also when it stops while one is being opened', async () => {
    const { meeting, set, getsTickets, recorders, sender } = await tracked();
    await set({ microphone: voice });
    await meeting.happens(stopped);
    await getsTickets();
    expect(recorders.get('microphone')?.stop).toHaveBeenCalledTimes(1);
    expect(sender.finish).toHaveBeenCalledTimes(1);
  });

  it('are sent on after leaving the meeting', async () => {
    const { set, getsTickets, sender } = await tracked();
    await set({ microphone: voice });
    await getsTickets();
    TestBed.resetTestingModule();
    await settle();
    expect(sender.finish).toHaveBeenCalledTimes(1);
  });

  it('are asked for once where the server refuses, and again after a loss', async () => {
    const { meeting, set } = await tracked();
    await set({ microphone: voice });
    await meeting.refuses('recordings:open-track', 'storage-full');
    await set({ screen_share: null });
    expect(meeting.asked('recordings:open-track')).toHaveLength(1);
    meeting.socket.brings('disconnect', 'transport close');
    const recording = running(ids.hanna, { withTracks: true });
    await meeting.enters({ sequence: 90, recording });
    expect(meeting.asked('recordings:open-track')).toHaveLength(2);
  });

  it.each([
    ['the recording asks for none', { recording: running(ids.hanna) }],
    [
      'nobody is recorded who has not agreed',
      { roomRecording: { ...usualRoomRecording, consent: 'must-agree' } as const },
    ],
    [
      'one has declined',
      { participants: [participant(ids.ann, { recordingConsent: 'declined' })] },
    ],
  ])('are not recorded where %s', async (_, seen) => {
    const { set } = await tracked(seen);
    await set({ microphone: voice });
    expect(openTrack).not.toHaveBeenCalled();
  });
});
