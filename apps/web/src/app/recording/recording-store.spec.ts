import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Happening } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { openSocket } from '../meeting/connection/open-socket';
import { Toasts } from '../shell/toasts';
import { settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { at, byHanna, ids, participant, snapshot } from '../testing/meeting-builders';
import { openRecorder } from './open-recorder';
import { RecordingStore } from './recording-store';
import { SceneStore } from './scene-store';

jest.mock('./open-recorder', () => ({ openRecorder: jest.fn() }));

const recordingId = 'cccccccc-0000-4000-8000-000000000000';
const ticket = { recordingId, ticket: 't'.repeat(43) };
const running = { recordingId, participantId: ids.ann, startedAt: at };
const started: Happening = {
  type: 'recordings:recording-started',
  recording: running,
  by: { participantId: ids.ann, name: 'Ann' },
};
const stopped: Happening = { type: 'recordings:recording-stopped', recordingId, by: byHanna };

function fakeRun() {
  return {
    ticket,
    recorder: {
      stop: jest.fn(() => Promise.resolve({ sliceCount: 3 })),
      thumbnail: jest.fn(() => Promise.resolve(new Blob(['jpeg']))),
      setScene: jest.fn(),
    },
    keeper: {
      retryNow: jest.fn(),
      drained: jest.fn((): Promise<{ sliceCount: number }> => Promise.resolve({ sliceCount: 3 })),
      forget: jest.fn(() => Promise.resolve()),
      close: jest.fn(() => Promise.resolve()),
    },
  };
}

/** Opens the recorder when told to, so that things can happen while it starts. */
function recorderThatStartsLater() {
  const run = fakeRun();
  let opens: () => void = () => undefined;
  const opened = new Promise<unknown>((resolve) => (opens = () => resolve(run)));
  jest.mocked(openRecorder).mockReset();
  jest.mocked(openRecorder).mockReturnValue(opened as ReturnType<typeof openRecorder>);
  return { run, opens };
}

async function inMeeting() {
  performance.mark = jest.fn();
  jest.spyOn(console, 'warn').mockImplementation();
  const socket = new FakeSocket();
  const callWithTicket = jest.fn(() => Promise.resolve());
  TestBed.configureTestingModule({
    providers: [
      MeetingClient,
      MeetingStore,
      RecordingStore,
      { provide: SceneStore, useValue: { scene: signal({ tiles: [] }) } },
      { provide: RestClient, useValue: { callWithTicket } },
      { provide: openSocket, useValue: () => socket },
    ],
  });
  TestBed.inject(MeetingStore).takeSeat('token');
  const participants = [participant(ids.hanna), participant(ids.ann, { role: 'moderator' })];
  const enters = async (more = {}) => {
    socket.brings('connect');
    const data = {
      type: 'snapshot',
      snapshot: snapshot({ participants, ...more }),
      iceServers: [],
    };
    socket.last.answer({ ok: true, data });
    await settle();
  };
  await enters();
  let sequence = 7;
  const happens = (happening: Happening) =>
    socket.brings('meetings:happened', { sequence: (sequence += 1), at, happening });
  const store = TestBed.inject(RecordingStore);
  const toasts = TestBed.inject(Toasts);
  const said = () => toasts.shown().map(({ text }) => text);
  return { store, socket, enters, happens, callWithTicket, said };
}

type InMeeting = Awaited<ReturnType<typeof inMeeting>>;

async function getsTicket({ store, socket, happens }: InMeeting) {
  store.start();
  await settle();
  happens(started);
  socket.last.answer({ ok: true, data: ticket });
  await settle();
}

async function recording() {
  const { run, opens } = recorderThatStartsLater();
  const all = await inMeeting();
  await getsTicket(all);
  opens();
  await settle();
  return { ...all, run };
}

const options = () => {
  const [call] = jest.mocked(openRecorder).mock.calls;
  if (!call) throw new Error('no recorder was opened');
  return call[0];
};

describe('the recording store', () => {
  afterEach(() => jest.restoreAllMocks());

  it('stops when the meeting says so, and says when everything is safe', async () => {
    const { happens, run, said } = await recording();
    expect(run.recorder.stop).not.toHaveBeenCalled();
    happens(stopped);
    await settle();
    expect(run.keeper.forget).toHaveBeenCalledTimes(1);
    expect(said()).toEqual(['The recording is safe on the server.']);
  });

  it('does not go on when it was stopped before the recorder ran', async () => {
    const { run, opens } = recorderThatStartsLater();
    const all = await inMeeting();
    await getsTicket(all);
    all.happens(stopped);
    opens();
    await settle();
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('does not go on when the person left before the recorder ran', async () => {
    const { run, opens } = recorderThatStartsLater();
    const all = await inMeeting();
    await getsTicket(all);
    TestBed.resetTestingModule();
    opens();
    await settle();
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('sends the rest after leaving', async () => {
    const { run } = await recording();
    TestBed.resetTestingModule();
    await settle();
    expect(run.keeper.forget).toHaveBeenCalledTimes(1);
  });

  it('stops when a snapshot after a cut tells of no recording', async () => {
    const { socket, enters, run } = await recording();
    socket.brings('disconnect', 'transport close');
    await enters({ sequence: 90 });
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('stops when the recorder is no moderator any more', async () => {
    const { happens, run } = await recording();
    const role = 'participant';
    happens({ type: 'moderation:role-changed', participantId: ids.ann, role, by: byHanna });
    await settle();
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('keeps quiet about a picture that cannot be read, and goes on', async () => {
    const { run, said } = await recording();
    options().onError(Object.assign(new Error('one frame'), { code: 'source-failed' }));
    expect([said(), run.recorder.stop.mock.calls]).toEqual([[], []]);
  });

  it('tells the meeting when the browser gave up', async () => {
    const { socket, run, said } = await recording();
    options().onError(Object.assign(new Error('gone'), { code: 'recorder-failed' }));
    await settle();
    expect(socket.last.event).toBe('recordings:stop-recording');
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
    expect(said()[0]).toMatch(/this browser gave up/);
  });

  it('says once, in words, that the server closed the recording', async () => {
    const { happens, run, said } = await recording();
    const closed = Object.assign(new Error('late'), { code: 'recording-closed' });
    run.keeper.drained.mockRejectedValue(closed);
    options().onError(closed);
    happens(stopped);
    await settle();
    expect(said()).toEqual([expect.stringMatching(/^The server closed the recording/)]);
    expect(run.keeper.close).toHaveBeenCalledTimes(1);
  });

  it('hurries when the network is back, and asks before the page is closed meanwhile', async () => {
    const { happens, run } = await recording();
    window.dispatchEvent(new Event('online'));
    expect(run.keeper.retryNow).toHaveBeenCalledTimes(1);
    run.keeper.drained.mockReturnValue(new Promise(() => undefined));
    const closing = () => new Event('beforeunload', { cancelable: true });
    expect(window.dispatchEvent(closing())).toBe(true);
    happens(stopped);
    await settle();
    TestBed.tick();
    expect(window.dispatchEvent(closing())).toBe(false);
  });
});
