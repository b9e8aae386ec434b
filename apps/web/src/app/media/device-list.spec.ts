import { TestBed } from '@angular/core/testing';
import { FakeDevices, settle } from '../testing/fake-devices';
import { DeviceList } from './device-list';
import { mediaDevices } from './media-ports';

const device = (kind: MediaDeviceKind, deviceId: string, label = ''): MediaDeviceInfo => {
  const info = { kind, deviceId, label, groupId: '' };
  return { ...info, toJSON: () => info };
};

async function create(present: MediaDeviceInfo[]) {
  const devices = new FakeDevices();
  const enumerate = jest.spyOn(devices, 'enumerateDevices').mockResolvedValue(present);
  TestBed.configureTestingModule({
    providers: [DeviceList, { provide: mediaDevices, useValue: devices.asMediaDevices() }],
  });
  const list = TestBed.inject(DeviceList);
  await settle();
  return { devices, enumerate, list };
}

describe('the device list', () => {
  it('sorts cameras, microphones and speakers, with the names the browser tells', async () => {
    const { list } = await create([
      device('audioinput', 'mic-1', 'Headset'),
      device('videoinput', 'cam-1', 'Webcam'),
      device('audiooutput', 'out-1', 'Headset'),
    ]);
    expect(list.lists()).toEqual({
      microphone: [{ id: 'mic-1', label: 'Headset' }],
      camera: [{ id: 'cam-1', label: 'Webcam' }],
      speaker: [{ id: 'out-1', label: 'Headset' }],
    });
  });

  it('is true at every plug and unplug', async () => {
    const { devices, enumerate, list } = await create([device('videoinput', 'cam-1', 'Webcam')]);
    const both = [device('videoinput', 'cam-1', 'Webcam'), device('videoinput', 'cam-2', 'Phone')];
    enumerate.mockResolvedValue(both);
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect(list.lists().camera.map(({ label }) => label)).toEqual(['Webcam', 'Phone']);
    enumerate.mockResolvedValue([]);
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect(list.lists().camera).toEqual([]);
  });

  it('takes what has no id yet, as before a permission, for nothing to choose from', async () => {
    const { list } = await create([device('audioinput', ''), device('videoinput', '')]);
    expect(list.lists()).toEqual({ microphone: [], camera: [], speaker: [] });
  });

  it('is empty where the browser refuses to say', async () => {
    const { enumerate, list } = await create([]);
    enumerate.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await list.refresh();
    expect(list.lists().microphone).toEqual([]);
  });
});
