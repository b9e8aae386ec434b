import { TestBed } from '@angular/core/testing';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { MeetingStore } from './meeting-store';
import { PushToTalk, PushToTalkSetting } from './push-to-talk';

async function muted({ mayPublish = true } = {}) {
  localStorage.clear();
  document.body.replaceChildren();
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [
      DeviceList,
      LocalMediaStore,
      PushToTalk,
      { provide: MeetingStore, useValue: { may: () => mayPublish } },
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
    ],
  });
  const { microphone } = TestBed.inject(LocalMediaStore);
  const media = TestBed.inject(LocalMediaStore);
  media.setWanted('microphone', true);
  devices.last.give(new FakeTrack('audio'));
  await settle();
  media.setWanted('microphone', false);
  TestBed.inject(PushToTalk);
  return { media, microphone };
}

function key(type: 'keydown' | 'keyup', target: EventTarget = document.body, more = {}) {
  const event = new KeyboardEvent(type, { key: ' ', bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}
const add = <K extends keyof HTMLElementTagNameMap>(name: K) =>
  document.body.appendChild(document.createElement(name));

describe('push to talk', () => {
  it('speaks while Space is held, and is muted when it is let go', async () => {
    const { microphone } = await muted();
    expect(key('keydown').defaultPrevented).toBe(true);
    key('keydown', document.body, { repeat: true });
    expect(microphone.isOn()).toBe(true);
    key('keyup');
    expect(microphone.isOn()).toBe(false);
  });

  it.each([
    ['the window loses the keyboard', () => window.dispatchEvent(new Event('blur'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['the meeting ends', () => TestBed.resetTestingModule()],
  ])('is muted when %s', async (_, happen) => {
    const { microphone } = await muted();
    key('keydown');
    happen();
    expect(microphone.isOn()).toBe(false);
  });

  it('leaves Space to whoever types, to a button reached by keyboard, and to other keys with it', async () => {
    const { microphone } = await muted();
    expect(key('keydown', add('textarea')).defaultPrevented).toBe(false);
    expect(key('keydown', add('button')).defaultPrevented).toBe(false);
    expect(key('keydown', document.body, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(microphone.isOn()).toBe(false);
  });

  it('talks on a button that was clicked with the mouse, until Tab leads on', async () => {
    const { microphone } = await muted();
    const button = add('button');
    button.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    key('keydown', button);
    expect(microphone.isOn()).toBe(true);
    expect(key('keyup', button).defaultPrevented).toBe(true);
    key('keydown', button, { key: 'Tab' });
    key('keydown', button);
    expect(microphone.isOn()).toBe(false);
  });

  it('does nothing for somebody who speaks already, and leaves them unmuted', async () => {
    const { media, microphone } = await muted();
    media.setWanted('microphone', true);
    key('keydown');
    key('keyup');
    expect(microphone.isOn()).toBe(true);
  });

  it('does nothing where it is switched off, or where one may not speak', async () => {
    const { microphone } = await muted();
    TestBed.inject(PushToTalkSetting).set(false);
    key('keydown');
    expect(microphone.isOn()).toBe(false);
    TestBed.resetTestingModule();
    const listener = await muted({ mayPublish: false });
    key('keydown');
    expect(listener.microphone.isOn()).toBe(false);
  });
});
