import { TestBed } from '@angular/core/testing';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { SizedCamera } from './sized-camera';

describe('the camera as it is sent', () => {
  async function captured(size = { width: 1280, height: 720 }) {
    const devices = new FakeDevices();
    TestBed.configureTestingModule({
      providers: [
        SizedCamera,
        LocalMediaStore,
        DeviceList,
        { provide: mediaDevices, useValue: devices.asMediaDevices() },
      ],
    });
    const media = TestBed.inject(LocalMediaStore);
    const camera = TestBed.inject(SizedCamera);
    media.setWanted('camera', true);
    const track = new FakeTrack('video');
    track.settings = size;
    devices.last.give(track);
    await settle();
    const limit = async (height: number | null) => {
      camera.limit.set(height);
      TestBed.tick();
      await settle();
      return camera.track()?.getSettings();
    };
    TestBed.tick();
    return { camera, limit, media, track };
  }

  it('is a copy, which is fitted in its own shape, while the captured track stays as it is', async () => {
    const { camera, limit, track } = await captured();
    expect(await limit(270)).toMatchObject({ width: 480, height: 270 });
    expect(camera.fitted()).toEqual({ width: 480, height: 270 });
    expect([track.applied, track.settings]).toEqual([[], { width: 1280, height: 720 }]);
  });

  it('is all that is captured where nothing limits it, again and again', async () => {
    const { limit } = await captured();
    await limit(180);
    expect(await limit(null)).toMatchObject({ width: 1280, height: 720 });
    expect(await limit(2_160)).toMatchObject({ width: 1280, height: 720 });
  });

  it('has a size that codecs take, whatever the shape', async () => {
    const { limit } = await captured({ width: 352, height: 288 });
    expect(await limit(135)).toMatchObject({ width: 166, height: 136 });
  });

  it('ends with the camera', async () => {
    const { camera, media } = await captured();
    const copy = camera.track();
    media.setWanted('camera', false);
    // At once: the device may be opened anew in the same turn.
    expect(copy?.readyState).toBe('ended');
    TestBed.tick();
    expect(camera.track()).toBeNull();
  });
});
