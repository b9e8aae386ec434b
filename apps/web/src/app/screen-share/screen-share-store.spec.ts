import { TestBed } from '@angular/core/testing';
import { DeviceChoiceStore } from '../media/device-choices';
import { mediaDevices } from '../media/media-ports';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { ScreenShareStore } from './screen-share-store';

function create() {
  localStorage.clear();
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [ScreenShareStore, { provide: mediaDevices, useValue: devices.asMediaDevices() }],
  });
  return { devices, store: TestBed.inject(ScreenShareStore) };
}

async function sharing() {
  const { devices, store } = create();
  const tracks = { video: new FakeTrack('video'), audio: new FakeTrack('audio') };
  void store.start();
  devices.last.give(tracks.video, tracks.audio);
  await settle();
  return { devices, store, tracks };
}

describe('the screen share store', () => {
  it('shares picture and sound', async () => {
    const { store, tracks } = await sharing();
    expect([store.videoTrack(), store.audioTrack()]).toEqual([tracks.video, tracks.audio]);
  });

  it('shares another screen, each with an end of its own', async () => {
    const { devices, store, tracks } = await sharing();
    const other = new FakeTrack('video');
    expect(store.canShareAnother()).toBe(true);
    void store.start();
    devices.last.give(other);
    await settle();
    expect([store.videoTrack(), store.second.videoTrack()]).toEqual([tracks.video, other]);
    expect(store.canShareAnother()).toBe(false);
    void store.start();
    expect(devices.asked).toHaveLength(2);
    tracks.video.unplug();
    expect([store.isSharing(), store.videoTrack(), other.readyState]).toEqual([true, null, 'live']);
    store.stop('second_screen_share');
    expect([store.isSharing(), other.readyState]).toEqual([false, 'ended']);
  });

  it('stops both screens at once', async () => {
    const { devices, store, tracks } = await sharing();
    const other = new FakeTrack('video');
    void store.start();
    devices.last.give(other);
    await settle();
    store.stop();
    expect([tracks.video.readyState, other.readyState]).toEqual(['ended', 'ended']);
  });

  it('ends with its sound when the browser’s own bar stops the picture', async () => {
    const { store, tracks } = await sharing();
    tracks.video.unplug();
    expect(store.isSharing()).toBe(false);
    expect(tracks.audio.readyState).toBe('ended');
  });

  it('stops what was chosen after the wish was gone', async () => {
    const { devices, store } = create();
    const late = new FakeTrack('video');
    void store.start();
    store.stop();
    devices.last.give(late);
    await settle();
    expect([late.readyState, store.isSharing()]).toEqual(['ended', false]);
  });

  it('takes a closed chooser for a choice, and can be asked again', async () => {
    const { devices, store } = create();
    void store.start();
    devices.last.refuse('NotAllowedError');
    await settle();
    expect([store.isChoosing(), store.hasFailed()]).toEqual([false, false]);
    void store.start();
    expect(devices.asked).toHaveLength(2);
  });

  it('says when the system refuses', async () => {
    const { devices, store } = create();
    void store.start();
    devices.last.refuse('NotReadableError');
    await settle();
    expect(store.hasFailed()).toBe(true);
  });

  it('stops with the meeting', async () => {
    const { tracks } = await sharing();
    TestBed.resetTestingModule();
    expect(tracks.video.readyState).toBe('ended');
  });

  it('asks for sharp text, and keeps the sound of the own page out', async () => {
    const { devices, tracks } = await sharing();
    expect(devices.last.constraints).toMatchObject({
      video: { frameRate: { ideal: 15 } },
      audio: { restrictOwnAudio: true },
      systemAudio: 'include',
      surfaceSwitching: 'include',
    });
    expect(tracks.video.contentHint).toBe('detail');
  });

  it('changes over to smooth motion while it is shared', async () => {
    const { tracks } = await sharing();
    TestBed.tick();
    TestBed.inject(DeviceChoiceStore).adjust({ screenHint: 'motion' });
    TestBed.tick();
    expect(tracks.video.contentHint).toBe('motion');
    expect(tracks.video.applied).toEqual([{ frameRate: { ideal: 30, max: 30 } }]);
  });
});
