import { TestBed } from '@angular/core/testing';
import { noCeilings } from '@parley/contract';
import { DeviceList } from '../../media/device-list';
import { LocalMediaStore } from '../../media/local-media-store';
import { mediaDevices } from '../../media/media-ports';
import { FakeDevices, FakeTrack, settle } from '../../testing/fake-devices';
import { BandwidthStore } from './bandwidth-store';

async function create(camera: boolean) {
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [
      BandwidthStore,
      DeviceList,
      LocalMediaStore,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
    ],
  });
  const media = TestBed.inject(LocalMediaStore);
  const store = TestBed.inject(BandwidthStore);
  if (camera) await start(media, devices);
  TestBed.tick();
  return { store, media, devices };
}

async function start(media: LocalMediaStore, devices: FakeDevices) {
  media.setWanted('camera', true);
  devices.last.give(new FakeTrack('video'));
  await settle();
}

describe('the bandwidth store', () => {
  beforeEach(() => localStorage.clear());

  it('stops the camera for audio only, and brings it back after', async () => {
    const { store, media } = await create(true);
    store.setAudioOnly(true);
    TestBed.tick();
    expect([store.isAudioOnly(), media.camera.isOn()]).toEqual([true, false]);
    store.setAudioOnly(false);
    expect([store.isAudioOnly(), media.camera.isWanted()]).toEqual([false, true]);
  });

  it('does not start a camera that was off before', async () => {
    const { store, media } = await create(false);
    store.setAudioOnly(true);
    store.setAudioOnly(false);
    expect(media.camera.isWanted()).toBe(false);
  });

  it('ends audio only when the camera is started', async () => {
    const { store, media, devices } = await create(true);
    store.setAudioOnly(true);
    TestBed.tick();
    await start(media, devices);
    TestBed.tick();
    expect([store.isAudioOnly(), media.camera.isOn()]).toEqual([false, true]);
  });

  it('remembers the ceilings on this device', async () => {
    const { store } = await create(false);
    expect(store.ceilings()).toEqual(noCeilings);
    const ceilings = { ...noCeilings, videoKbps: 500 };
    store.setCeilings(ceilings);
    TestBed.resetTestingModule();
    const { store: later } = await create(false);
    expect(later.ceilings()).toEqual(ceilings);
    later.setCeilings(noCeilings);
    TestBed.resetTestingModule();
    expect((await create(false)).store.ceilings()).toEqual(noCeilings);
  });
});
