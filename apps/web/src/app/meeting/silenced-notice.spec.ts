import { TestBed } from '@angular/core/testing';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { Toasts } from '../shell/toasts';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { SilencedNotice } from './silenced-notice';

async function speaking() {
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [
      DeviceList,
      LocalMediaStore,
      SilencedNotice,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
    ],
  });
  const media = TestBed.inject(LocalMediaStore);
  const track = new FakeTrack('audio');
  media.setWanted('microphone', true);
  devices.last.give(track);
  await settle();
  TestBed.inject(SilencedNotice);
  const said = () => {
    TestBed.tick();
    return TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  };
  return { media, said, track };
}

describe('a device that the system holds back', () => {
  it('is told of once, each time it happens', async () => {
    const { media, said, track } = await speaking();
    expect(said()).toEqual([]);
    track.holdBack(true);
    expect(said()).toEqual(['Your microphone is silenced by the system.']);
    track.holdBack(false);
    expect([media.microphone.isHeldBack(), said().length]).toEqual([false, 1]);
    track.holdBack(true);
    expect(said()).toHaveLength(2);
  });

  it('is nobody’s business while it is muted here as well', async () => {
    const { media, said, track } = await speaking();
    media.setWanted('microphone', false);
    track.holdBack(true);
    expect(said()).toEqual([]);
    media.setWanted('microphone', true);
    expect(said()).toHaveLength(1);
  });
});
