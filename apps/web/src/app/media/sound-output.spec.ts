import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FakeDevices, settle } from '../testing/fake-devices';
import { mediaDevices } from './media-ports';
import { SoundOutput } from './sound-output';

/** An audio element as a browser treats it: paused by the system, played on request, or not before a click. */
class FakeElement {
  paused = true;
  plays = 0;
  needsClick = false;

  play(): Promise<void> {
    this.plays += 1;
    if (this.needsClick) return Promise.reject(new DOMException('', 'NotAllowedError'));
    this.paused = false;
    return Promise.resolve();
  }

  asElement(): HTMLMediaElement {
    // Only what the output uses of a very wide interface.
    return this as unknown as HTMLMediaElement;
  }
}

function create() {
  localStorage.clear();
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [SoundOutput, { provide: mediaDevices, useValue: devices.asMediaDevices() }],
  });
  const sound = TestBed.inject(SoundOutput);
  const page = TestBed.inject(DOCUMENT);
  const hide = (isHidden: boolean) => {
    jest.spyOn(page, 'hidden', 'get').mockReturnValue(isHidden);
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { devices, hide, page, sound };
}

async function playing() {
  const all = create();
  const element = new FakeElement();
  await all.sound.play(element.asElement());
  return { ...all, element };
}

describe('the sound output', () => {
  afterEach(() => jest.restoreAllMocks());

  it('plays again what the system paused behind a locked screen, as soon as the page is seen', async () => {
    const { element, hide } = await playing();
    hide(true);
    element.paused = true;
    expect(element.plays).toBe(1);
    hide(false);
    expect([element.paused, element.plays]).toEqual([false, 2]);
  });

  it.each(['pageshow', 'devicechange'])('plays again at %s', async (name) => {
    const { devices, element, page } = await playing();
    element.paused = true;
    (name === 'pageshow' ? page.defaultView : devices)?.dispatchEvent(new Event(name));
    expect(element.paused).toBe(false);
  });

  it('leaves alone what plays, and what has nothing more to play', async () => {
    const { element, hide, sound } = await playing();
    hide(false);
    expect(element.plays).toBe(1);
    sound.forget(element.asElement());
    element.paused = true;
    hide(false);
    expect(element.plays).toBe(1);
  });

  it('asks for a click where the browser wants one, and no longer when it has it', async () => {
    const { element, hide, sound } = await playing();
    element.paused = true;
    element.needsClick = true;
    hide(false);
    await settle();
    expect(sound.isBlocked()).toBe(true);
    element.needsClick = false;
    sound.playAll();
    await settle();
    expect([sound.isBlocked(), element.paused]).toEqual([false, false]);
  });

  it('asks for no click on behalf of whoever left meanwhile', async () => {
    const { sound } = create();
    const element = new FakeElement();
    element.needsClick = true;
    const asked = sound.play(element.asElement());
    sound.forget(element.asElement());
    await asked;
    expect(sound.isBlocked()).toBe(false);
  });
});
