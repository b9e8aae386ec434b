import { TestBed } from '@angular/core/testing';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { DeviceList } from './device-list';
import { LocalMediaStore } from './local-media-store';
import { mediaDevices } from './media-ports';

const both = { microphone: true, camera: true };

function create(devices: FakeDevices | null) {
  localStorage.clear();
  TestBed.configureTestingModule({
    providers: [
      LocalMediaStore,
      DeviceList,
      { provide: mediaDevices, useValue: devices?.asMediaDevices() ?? null },
    ],
  });
  return TestBed.inject(LocalMediaStore);
}

async function opened(devices: FakeDevices) {
  const store = create(devices);
  const tracks = { microphone: new FakeTrack('audio'), camera: new FakeTrack('video') };
  store.open(both);
  devices.last.give(tracks.microphone, tracks.camera);
  await settle();
  return { store, tracks };
}

describe('the local media store', () => {
  it('asks one question for both devices', async () => {
    const devices = new FakeDevices();
    const { store } = await opened(devices);
    expect(devices.asked).toHaveLength(1);
    expect([store.microphone.isOn(), store.camera.isOn()]).toEqual([true, true]);
  });

  it('opens nothing after its end', async () => {
    const devices = new FakeDevices();
    const store = create(devices);
    TestBed.resetTestingModule();
    store.open(both);
    await settle();
    expect([devices.asked, store.wishes()]).toEqual([[], { microphone: false, camera: false }]);
  });

  it('has the microphone although the camera is in use elsewhere', async () => {
    const devices = new FakeDevices();
    const store = create(devices);
    store.open(both);
    devices.last.refuse('NotReadableError');
    await settle();
    devices.last.give(new FakeTrack('audio'));
    await settle();
    devices.last.refuse('NotReadableError');
    await settle();
    expect(store.microphone.isOn()).toBe(true);
    expect(store.camera.problem()).toBe('busy');
  });

  it('asks again for a camera that another program was just letting go of, and then gives up', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    const devices = new FakeDevices();
    const store = create(devices);
    store.setWanted('camera', true);
    for (const delayMs of [1_000, 3_000]) {
      devices.last.refuse('NotReadableError');
      await settle();
      expect(store.camera.problem()).toBe('busy');
      jest.advanceTimersByTime(delayMs);
      await settle();
      expect(store.camera.problem()).toBeNull();
    }
    devices.last.refuse('NotReadableError');
    await settle();
    jest.advanceTimersByTime(60_000);
    await settle();
    jest.useRealTimers();
    expect(devices.asked).toHaveLength(3);
    expect(store.camera.problem()).toBe('busy');
  });

  it('says why on plain HTTP, where the browser has no devices at all', async () => {
    const store = create(null);
    store.open(both);
    await settle();
    expect([store.microphone.problem(), store.camera.problem()]).toEqual(['insecure', 'insecure']);
  });

  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'system-denied'],
    ['NotFoundError', '', 'not-found'],
    ['TypeError', '', 'failed'],
  ])('reads %s (%s) as %s', async (name, message, problem) => {
    const devices = new FakeDevices();
    const store = create(devices);
    store.setWanted('camera', true);
    devices.last.refuse(name, message);
    await settle();
    expect(store.camera.problem()).toBe(problem);
    expect(store.camera.isOn()).toBe(false);
  });

  it('silences at once when muted and speaks with the same track again', async () => {
    const { store, tracks } = await opened(new FakeDevices());
    store.toggle('microphone');
    expect([tracks.microphone.enabled, store.microphone.liveTrack()]).toEqual([false, null]);
    store.toggle('microphone');
    expect([tracks.microphone.enabled, store.microphone.isOn()]).toEqual([true, true]);
  });

  it('lets go of the camera at once when it is stopped', async () => {
    const { store, tracks } = await opened(new FakeDevices());
    store.toggle('camera');
    expect([tracks.camera.readyState, store.camera.track()]).toEqual(['ended', null]);
  });

  it('drops the track that comes after the wish is gone: the last wish wins', async () => {
    const devices = new FakeDevices();
    const store = create(devices);
    const late = new FakeTrack('video');
    store.setWanted('camera', true);
    store.setWanted('camera', false);
    devices.last.give(late);
    await settle();
    expect([late.readyState, store.camera.isOn(), store.camera.isStarting()]).toEqual([
      'ended',
      false,
      false,
    ]);
  });

  it('takes the other device while it is in use, and frees the first', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    const other = new FakeTrack('video', 'other');
    store.choose('camera', 'other');
    expect(devices.last.constraints).toMatchObject({
      audio: false,
      video: { deviceId: { ideal: 'other' } },
    });
    devices.last.give(other);
    await settle();
    expect(tracks.camera.readyState).toBe('ended');
    expect(store.camera.liveTrack()).toBe(other);
  });

  it('comes back by itself when a lost device is plugged in again', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.camera.unplug();
    devices.last.refuse('NotFoundError');
    await settle();
    expect([store.camera.isOn(), store.camera.problem()]).toEqual([false, 'lost']);

    devices.dispatchEvent(new Event('devicechange'));
    devices.last.give(new FakeTrack('video'));
    await settle();
    expect([store.camera.isOn(), store.camera.problem()]).toEqual([true, null]);
  });

  it('does not open by itself a device that was never there', async () => {
    const devices = new FakeDevices();
    const store = create(devices);
    store.setWanted('microphone', true);
    devices.last.refuse('NotFoundError');
    await settle();
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect(devices.asked).toHaveLength(1);
  });

  it('stops every track at its end', async () => {
    const { tracks } = await opened(new FakeDevices());
    TestBed.resetTestingModule();
    expect([tracks.microphone.readyState, tracks.camera.readyState]).toEqual(['ended', 'ended']);
  });

  it('changes the size of a running camera without another capture, and says what it gives', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    store.adjust({ cameraSize: 'hd' });
    await settle();
    expect(devices.asked).toHaveLength(1);
    expect(store.camera.liveTrack()).toBe(tracks.camera);
    expect(store.camera.size()).toEqual({ width: 1280, height: 720 });
  });

  it('captures the camera anew where its running track refuses another size', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.camera.obeys = false;
    store.adjust({ cameraSize: 'qvga' });
    await settle();
    expect(devices.last.constraints.video).toMatchObject({ width: { ideal: 320 } });
    const next = new FakeTrack('video');
    devices.last.give(next);
    await settle();
    expect([tracks.camera.readyState, store.camera.liveTrack()]).toEqual(['ended', next]);
  });

  it('captures the camera anew where its running track stays as small as it was, and once only', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.camera.applyConstraints = () => Promise.resolve();
    tracks.camera.settings = { width: 640, height: 480 };
    store.adjust({ cameraSize: 'hd' });
    await settle();
    const small = new FakeTrack('video');
    small.settings = { width: 640, height: 480 };
    devices.last.give(small);
    await settle();
    expect([devices.asked.length, store.camera.liveTrack()]).toEqual([2, small]);
    expect(store.camera.size()).toEqual({ width: 640, height: 480 });
  });

  it('stays unmuted while the microphone is captured anew for another voice processing', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.microphone.settings = { noiseSuppression: true };
    store.adjust({ noiseSuppression: false });
    await settle();
    expect(devices.last.constraints.audio).toMatchObject({ noiseSuppression: false });
    // Chromium gives the same device out twice only with the same processing.
    expect([tracks.microphone.readyState, store.microphone.isOn()]).toEqual(['ended', true]);
    const next = new FakeTrack('audio');
    devices.last.give(next);
    await settle();
    expect([store.microphone.liveTrack(), devices.asked.length]).toEqual([next, 2]);
  });

  it('is off where it cannot be captured anew', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.microphone.settings = { noiseSuppression: true };
    store.adjust({ noiseSuppression: false });
    await settle();
    devices.last.refuse('NotFoundError');
    await settle();
    expect([store.microphone.isOn(), store.microphone.problem()]).toEqual([false, 'not-found']);
  });

  it('speaks on with the old microphone until the other one is there', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    store.choose('microphone', 'other');
    await settle();
    expect(tracks.microphone.readyState).toBe('live');
    const other = new FakeTrack('audio', 'other');
    devices.last.give(other);
    await settle();
    expect([store.microphone.liveTrack(), tracks.microphone.readyState]).toEqual([other, 'ended']);
  });

  it('lets go of a microphone that the system gives out only once, and asks again', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    store.choose('microphone', 'other');
    devices.last.refuse('NotReadableError');
    await settle();
    expect(tracks.microphone.readyState).toBe('ended');
    devices.last.give(new FakeTrack('audio', 'other'));
    await settle();
    expect([store.microphone.isOn(), devices.asked.length]).toEqual([true, 3]);
  });

  it('takes the new settings to the next unmuting where it was muted while they came', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    store.choose('microphone', 'other');
    store.setWanted('microphone', false);
    const late = new FakeTrack('audio', 'other');
    devices.last.give(late);
    await settle();
    expect([late.readyState, tracks.microphone.enabled]).toEqual(['ended', false]);
    store.setWanted('microphone', true);
    devices.last.give(new FakeTrack('audio', 'other'));
    await settle();
    expect(store.microphone.liveTrack()?.getSettings().deviceId).toBe('other');
  });

  it('offers to blur the background just where the camera can, and asks it at once', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    expect(store.camera.canBlur()).toBe(false);
    store.setWanted('camera', false);
    store.setWanted('camera', true);
    const clever = new FakeTrack('video');
    clever.capabilities = { backgroundBlur: [false, true] };
    devices.last.give(clever);
    await settle();
    expect(store.camera.canBlur()).toBe(true);
    store.adjust({ backgroundBlur: true });
    await settle();
    store.adjust({ backgroundBlur: false });
    await settle();
    expect(clever.applied).toMatchObject([
      { backgroundBlur: { ideal: true } },
      { backgroundBlur: { ideal: false } },
    ]);
    expect([devices.asked.length, tracks.camera.applied]).toEqual([2, []]);
  });

  it('asks for the blur again at the next capture, and says nothing of it where it is off', async () => {
    const devices = new FakeDevices();
    const { store } = await opened(devices);
    expect(devices.last.constraints.video).not.toHaveProperty('backgroundBlur');
    store.setWanted('camera', false);
    store.adjust({ backgroundBlur: true });
    store.setWanted('camera', true);
    expect(devices.last.constraints.video).toMatchObject({ backgroundBlur: { ideal: true } });
  });

  it('leaves a muted microphone muted, and speaks with the new settings when it is unmuted', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.microphone.settings = { autoGainControl: true };
    store.setWanted('microphone', false);
    store.adjust({ autoGainControl: false });
    await settle();
    expect([store.microphone.isOn(), devices.asked.length]).toEqual([false, 1]);
    store.setWanted('microphone', true);
    await settle();
    expect(devices.last.constraints.audio).toMatchObject({ autoGainControl: false });
  });

  it('asks once only for a device that cannot do what is asked of it', async () => {
    const devices = new FakeDevices();
    const { store, tracks } = await opened(devices);
    tracks.microphone.settings = { echoCancellation: true };
    store.adjust({ echoCancellation: false });
    await settle();
    const stubborn = new FakeTrack('audio');
    stubborn.settings = { echoCancellation: true };
    devices.last.give(stubborn);
    await settle();
    expect([devices.asked.length, store.microphone.liveTrack()]).toEqual([2, stubborn]);
  });
});
