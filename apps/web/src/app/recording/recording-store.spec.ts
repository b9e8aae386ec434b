import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Happening, usualRecordingPlan } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { settle } from '../testing/fake-devices';
import { byHanna, ids } from '../testing/meeting-builders';
import { recordedMeeting, recordingId, running, ticket } from '../testing/recorded-meeting';
import { openRecorder, refuseUnrecordable } from './open-recorder';
import { PauseTeller } from './pause-teller';
import { RecordingClock } from './recording-clock';
import { RecordingReports } from './recording-reports';
import { RecordingStore } from './recording-store';
import { RecordingTroubles } from './recording-troubles';
import { SceneStore } from './scene-store';
import { SpeechLog } from './speech-log';

jest.mock('./open-recorder', () => ({ openRecorder: jest.fn(), refuseUnrecordable: jest.fn() }));

const started: Happening = {
  type: 'recordings:recording-started',
  recording: running(ids.ann),
  by: { participantId: ids.ann, name: 'Ann' },
};
const stopped: Happening = { type: 'recordings:recording-stopped', recordingId, by: byHanna };
const pause = (isPaused: boolean): Happening => ({
  type: 'recordings:pause-changed',
  recordingId,
  isPaused,
  pausedMs: 0,
  by: byHanna,
});

function fakeRun(recordingTicket = ticket) {
  return {
    ticket: recordingTicket,
    recorder: {
      began: Promise.resolve(1_000),
      recordedMs: 0,
      isPaused: false,
      pause: jest.fn(),
      resume: jest.fn(),
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
function recorderThatStartsLater(run = fakeRun()) {
  let opens: () => void = () => undefined;
  const opened = new Promise<unknown>((resolve) => (opens = () => resolve(run)));
  jest.mocked(openRecorder).mockReset();
  jest.mocked(openRecorder).mockReturnValue(opened as ReturnType<typeof openRecorder>);
  return { run, opens };
}

const pauses = { tell: jest.fn(() => Promise.resolve()) };
const speech = { begin: jest.fn(), send: jest.fn(() => Promise.resolve()) };

async function inMeeting(more: Parameters<typeof recordedMeeting>[1] = {}) {
  jest.spyOn(console, 'warn').mockImplementation();
  pauses.tell = jest.fn(() => Promise.resolve());
  const callWithTicket = jest.fn(() => Promise.resolve());
  const serverMomentOf = jest.fn((pageMs: number) =>
    Promise.resolve({ atMs: pageMs + 5_000, errorMs: 1 }),
  );
  const meeting = await recordedMeeting(
    [
      { provide: PauseTeller, useValue: pauses },
      RecordingReports,
      RecordingStore,
      RecordingTroubles,
      { provide: RecordingClock, useValue: { serverMomentOf } },
      { provide: SceneStore, useValue: { scene: signal({ tiles: [] }) } },
      { provide: SpeechLog, useValue: speech },
      { provide: RestClient, useValue: { callWithTicket } },
    ],
    more,
  );
  return { meeting, store: TestBed.inject(RecordingStore), callWithTicket };
}

type InMeeting = Awaited<ReturnType<typeof inMeeting>>;

async function getsTicket({ store, meeting }: Pick<InMeeting, 'store' | 'meeting'>) {
  store.start(usualRecordingPlan);
  await settle();
  await meeting.happens(started);
  await meeting.answers('recordings:start-recording', ticket);
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

const leavesTheMeeting = async () => {
  TestBed.resetTestingModule();
  await settle();
};

const role = 'participant';
const demoted: Happening = {
  type: 'moderation:role-changed',
  participantId: ids.ann,
  role,
  by: byHanna,
};

describe('the recording store', () => {
  afterEach(() => jest.restoreAllMocks());

  it('stops when the meeting says so, and says when everything is safe', async () => {
    const { meeting, run } = await recording();
    expect(run.recorder.stop).not.toHaveBeenCalled();
    await meeting.happens(stopped);
    expect(run.keeper.forget).toHaveBeenCalledTimes(1);
    expect(meeting.said()).toEqual(['The recording is safe on the server.']);
  });

  it('does not go on when it was stopped before the recorder ran', async () => {
    const { run, opens } = recorderThatStartsLater();
    const all = await inMeeting();
    await getsTicket(all);
    await all.meeting.happens(stopped);
    opens();
    await settle();
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('does not go on when the person left before the recorder ran', async () => {
    const { run, opens } = recorderThatStartsLater();
    await getsTicket(await inMeeting());
    TestBed.resetTestingModule();
    opens();
    await settle();
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('sends the rest after leaving', async () => {
    const { run } = await recording();
    await leavesTheMeeting();
    expect(run.keeper.forget).toHaveBeenCalledTimes(1);
  });

  it('stops when a snapshot after a cut tells of no recording', async () => {
    const { meeting, run } = await recording();
    meeting.socket.brings('disconnect', 'transport close');
    await meeting.enters({ sequence: 90 });
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('stops when the recorder is no moderator any more', async () => {
    const { meeting, run } = await recording();
    await meeting.happens(demoted);
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
  });

  it('asks for a pause, and pauses and goes on when the meeting says so', async () => {
    const { meeting, store, run } = await recording();
    store.togglePause();
    await settle();
    expect(meeting.asked('recordings:pause-recording')).toEqual([{ recordingId }]);
    expect(run.recorder.pause).not.toHaveBeenCalled();
    await meeting.answers('recordings:pause-recording', null);
    await meeting.happens(pause(true));
    expect(run.recorder.pause).toHaveBeenCalledTimes(1);
    run.recorder.resume.mockClear();
    store.togglePause();
    await settle();
    expect(meeting.asked('recordings:resume-recording')).toHaveLength(1);
    await meeting.happens(pause(false));
    expect(run.recorder.resume).toHaveBeenCalledTimes(1);
  });

  it('tells when its first frame was by the clock of the server, again after a loss', async () => {
    const { meeting } = await recording();
    const told = { recordingId, startedAtMs: 6_000 };
    expect(meeting.asked('recordings:began')).toEqual([told]);
    meeting.socket.asked.findLast(({ event }) => event === 'recordings:began')?.timeOut();
    await settle();
    meeting.socket.brings('disconnect', 'transport close');
    await meeting.enters({ sequence: 90, recording: running(ids.ann) });
    expect(meeting.asked('recordings:began')).toEqual([told, told]);
  });

  it('tells when it really paused as soon as it goes on, and before it says that this was all', async () => {
    const { meeting, run } = await recording();
    await meeting.happens(pause(true));
    run.recorder.isPaused = true;
    await meeting.happens(pause(false));
    expect(pauses.tell.mock.calls).toEqual([[run]]);
    await meeting.happens(stopped);
    expect(pauses.tell.mock.calls).toEqual([[run], [run]]);
  });

  it('tells who spoke before it says that this was all', async () => {
    const { meeting, callWithTicket } = await recording();
    const order: string[] = [];
    speech.send.mockImplementation(() => Promise.resolve(void order.push('speech')));
    callWithTicket.mockImplementation(() => Promise.resolve(void order.push('rest')));
    await meeting.happens(stopped);
    expect(order).toEqual(['speech', 'rest', 'rest']);
  });

  it('keeps quiet about a picture that cannot be read, and goes on', async () => {
    const { meeting, run } = await recording();
    options().onError(Object.assign(new Error('one frame'), { code: 'source-failed' }));
    expect([meeting.said(), run.recorder.stop.mock.calls]).toEqual([[], []]);
  });

  it('tells the meeting when the browser gave up', async () => {
    const { meeting, run } = await recording();
    options().onError(Object.assign(new Error('gone'), { code: 'recorder-failed' }));
    await settle();
    expect(meeting.socket.last.event).toBe('recordings:stop-recording');
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
    expect(meeting.said()[0]).toMatch(/this browser gave up/);
  });

  it('says once, in words, that the server closed the recording', async () => {
    const { meeting, run } = await recording();
    const closed = Object.assign(new Error('late'), { code: 'recording-closed' });
    run.keeper.drained.mockRejectedValue(closed);
    options().onError(closed);
    await meeting.happens(stopped);
    expect(meeting.said()).toEqual([expect.stringMatching(/^The server closed the recording/)]);
    expect(run.keeper.close).toHaveBeenCalledTimes(1);
  });

  it('says why this browser cannot, and tells nobody of a recording', async () => {
    recorderThatStartsLater();
    jest.mocked(refuseUnrecordable).mockImplementationOnce(() => {
      throw Object.assign(new Error('no WebM'), { code: 'unsupported' });
    });
    const { meeting, store } = await inMeeting();
    store.start(usualRecordingPlan);
    await settle();
    expect(meeting.said()).toEqual([expect.stringMatching(/^This browser cannot record meetings/)]);
    expect(meeting.asked('recordings:start-recording')).toEqual([]);
    expect(store.isBusy()).toBe(false);
  });

  it('says nothing where somebody else was faster: everybody sees the recording', async () => {
    recorderThatStartsLater();
    const { meeting, store } = await inMeeting();
    store.start(usualRecordingPlan);
    await settle();
    await meeting.refuses('recordings:start-recording', 'recording-running');
    expect([meeting.said(), store.isBusy()]).toEqual([[], false]);
  });

  it('hurries when the network is back, and asks before the page is closed meanwhile', async () => {
    const { meeting, run } = await recording();
    window.dispatchEvent(new Event('online'));
    expect(run.keeper.retryNow).toHaveBeenCalledTimes(1);
    run.keeper.drained.mockReturnValue(new Promise(() => undefined));
    const closing = () => new Event('beforeunload', { cancelable: true });
    expect(window.dispatchEvent(closing())).toBe(true);
    await meeting.happens(stopped);
    TestBed.tick();
    expect(window.dispatchEvent(closing())).toBe(false);
  });
});

describe('recording along', () => {
  const standby = { recordingId: 'dddddddd-0000-4000-8000-000000000000', ticket: 's'.repeat(43) };

  async function recordingAlong() {
    const { run, opens } = recorderThatStartsLater(fakeRun(standby));
    const hers = running(ids.hanna);
    const all = await inMeeting({ recording: hers });
    const along = all.store.recordAlong(hers);
    await settle();
    await all.meeting.answers('recordings:record-along', standby);
    opens();
    await along;
    return { ...all, run };
  }

  afterEach(() => jest.restoreAllMocks());

  it('goes on in the place of a recorder who is gone, without a gap', async () => {
    const { meeting, run, store } = await recordingAlong();
    options().onProgress({
      recordedMs: 1_000,
      keptSlices: 1,
      keptBytes: 10,
      acknowledgedSlices: 0,
      acknowledgedBytes: 0,
    });
    expect(store.safetyText()).toBe('recording along: kept on this device, 0 % uploaded');
    const recording = { ...running(ids.ann), recordingId: standby.recordingId };
    await meeting.happens({ type: 'recordings:recorder-changed', recordingId, recording });
    expect(run.recorder.stop).not.toHaveBeenCalled();
    expect(store.safetyText()).toBe('kept on this device, 0 % uploaded');
    expect(meeting.said()).toEqual([expect.stringMatching(/^You are recording now/)]);
  });

  it('ends with the recording, and needs no word where nobody wants it any more', async () => {
    const { meeting, run } = await recordingAlong();
    const closed = Object.assign(new Error('late'), { code: 'recording-closed' });
    run.keeper.drained.mockRejectedValue(closed);
    await meeting.happens(stopped);
    expect(run.recorder.stop).toHaveBeenCalledTimes(1);
    expect(meeting.said()).toEqual([]);
  });
});
