import { TestBed } from '@angular/core/testing';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { DeviceChoiceStore } from './device-choices';
import { DeviceList } from './device-list';
import { LocalMediaStore } from './local-media-store';
import { mediaDevices } from './media-ports';
import { openEar } from './microphone-ear';
import { playTone } from './play-tone';
import { SoundCheck } from './sound-check';
import { SoundOutput } from './sound-output';

async function shown() {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
  localStorage.clear();
  const devices = new FakeDevices();
  const ears = { open: 0, level: 0.1 };
  const tones: { speakerId: string | null; resolve: () => void; reject: (e: Error) => void }[] = [];
  const hear = () => {
    ears.open += 1;
    return { level: () => ears.level, close: () => void (ears.open -= 1) };
  };
  const play = (speakerId: string | null) =>
    new Promise<void>((resolve, reject) => tones.push({ speakerId, resolve, reject }));
  TestBed.configureTestingModule({
    providers: [
      LocalMediaStore,
      DeviceList,
      SoundOutput,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
      { provide: openEar, useValue: hear },
      { provide: playTone, useValue: play },
    ],
  });
  const store = TestBed.inject(LocalMediaStore);
  store.setWanted('microphone', true);
  devices.last.give(new FakeTrack('audio'));
  await settle();
  const fixture = TestBed.createComponent(SoundCheck);
  TestBed.tick();
  const page: HTMLElement = fixture.nativeElement;
  const levelShown = () => {
    jest.advanceTimersByTime(100);
    return page.querySelector('[role=meter]')?.getAttribute('aria-valuenow');
  };
  return { ears, fixture, levelShown, page, store, tones };
}

describe('the sound check', () => {
  afterEach(() => jest.useRealTimers());

  it('shows how loud the microphone is', async () => {
    const { ears, levelShown } = await shown();
    expect(levelShown()).toBe('80');
    ears.level = 0;
    expect(levelShown()).toBe('70');
    for (let step = 0; step < 7; step += 1) levelShown();
    expect(levelShown()).toBe('0');
  });

  it('hears nothing while muted, and nothing after it was closed', async () => {
    const { ears, fixture, levelShown, store } = await shown();
    levelShown();
    store.setWanted('microphone', false);
    TestBed.tick();
    expect([ears.open, levelShown()]).toEqual([0, '0']);
    store.setWanted('microphone', true);
    TestBed.tick();
    expect(ears.open).toBe(1);
    fixture.destroy();
    expect(ears.open).toBe(0);
  });

  it('rests while the page is not looked at', async () => {
    const { levelShown } = await shown();
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    expect(levelShown()).toBe('0');
    visibility.mockRestore();
  });

  it('plays one tone at a time on the chosen speaker', async () => {
    const { page, tones } = await shown();
    TestBed.inject(DeviceChoiceStore).choose('speaker', 'desk');
    page.querySelector('button')?.click();
    page.querySelector('button')?.click();
    expect(tones.map(({ speakerId }) => speakerId)).toEqual(['desk']);
  });

  it('says when the speaker cannot be used', async () => {
    const { page, tones } = await shown();
    page.querySelector('button')?.click();
    tones[0]?.reject(new Error('gone'));
    await settle();
    TestBed.tick();
    expect(page.querySelector('p')?.textContent).toContain('could not play');
  });
});
