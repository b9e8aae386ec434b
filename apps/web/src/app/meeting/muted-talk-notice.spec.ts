import { TestBed } from '@angular/core/testing';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { openEar } from '../media/microphone-ear';
import { Toasts } from '../shell/toasts';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { MeetingStore } from './meeting-store';
import { MutedTalkNotice } from './muted-talk-notice';

async function inMeeting() {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
  localStorage.clear();
  const devices = new FakeDevices();
  const heard = { level: 0.2, tracks: [] as FakeTrack[] };
  const hear = (track: FakeTrack) => {
    heard.tracks.push(track);
    return { level: () => heard.level, close: () => undefined };
  };
  TestBed.configureTestingModule({
    providers: [
      DeviceList,
      LocalMediaStore,
      MutedTalkNotice,
      { provide: MeetingStore, useValue: { may: () => true } },
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
      { provide: openEar, useValue: hear },
    ],
  });
  const media = TestBed.inject(LocalMediaStore);
  media.setWanted('microphone', true);
  devices.last.give(new FakeTrack('audio'));
  await settle();
  TestBed.inject(MutedTalkNotice);
  const toasts = TestBed.inject(Toasts);
  const said: string[] = [];
  const show = toasts.show.bind(toasts);
  jest.spyOn(toasts, 'show').mockImplementation((text, action) => {
    said.push(text);
    show(text, action);
  });
  const pass = (ms: number) => {
    TestBed.tick();
    jest.advanceTimersByTime(ms);
  };
  return { devices, heard, media, pass, said, toasts };
}

describe('talking while muted', () => {
  afterEach(() => jest.useRealTimers());

  it('is told once, and its button unmutes', async () => {
    const { media, pass, said, toasts } = await inMeeting();
    media.setWanted('microphone', false);
    pass(5_000);
    expect(said).toEqual(['You are muted']);
    toasts.shown()[0]?.action?.run();
    expect(media.microphone.isOn()).toBe(true);
  });

  it('is not told again for a minute, even after unmuting in between', async () => {
    const { media, pass, said } = await inMeeting();
    media.setWanted('microphone', false);
    pass(5_000);
    media.setWanted('microphone', true);
    pass(1_000);
    media.setWanted('microphone', false);
    pass(50_000);
    expect(said).toHaveLength(1);
    pass(15_000);
    expect(said).toHaveLength(2);
  });

  it('listens to nothing before the muted microphone has been left alone for a while', async () => {
    const { heard, media, pass } = await inMeeting();
    pass(10_000);
    media.setWanted('microphone', false);
    pass(2_000);
    expect(heard.tracks).toEqual([]);
  });

  it('takes silence and a cough for what they are', async () => {
    const { heard, media, pass, said } = await inMeeting();
    heard.level = 0.001;
    media.setWanted('microphone', false);
    pass(10_000);
    heard.level = 0.5;
    pass(500);
    heard.level = 0.001;
    pass(10_000);
    expect(said).toEqual([]);
  });

  it('listens on a copy, and lets go of it with the microphone', async () => {
    const { devices, heard, media, pass } = await inMeeting();
    heard.level = 0;
    media.setWanted('microphone', false);
    pass(4_000);
    const [copy] = heard.tracks;
    expect([copy === devices.granted[0], copy?.enabled, copy?.readyState]).toEqual([
      false,
      true,
      'live',
    ]);
    expect(devices.asked).toHaveLength(1);
    media.release();
    TestBed.tick();
    expect(copy?.readyState).toBe('ended');
  });

  it('ends with the meeting', async () => {
    const { heard, media, pass } = await inMeeting();
    heard.level = 0;
    media.setWanted('microphone', false);
    pass(4_000);
    TestBed.resetTestingModule();
    expect(heard.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
  });
});
