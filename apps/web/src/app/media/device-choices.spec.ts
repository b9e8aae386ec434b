import { TestBed } from '@angular/core/testing';
import { DeviceChoiceStore } from './device-choices';

const storageKey = 'parley.devices';
const create = () => TestBed.inject(DeviceChoiceStore);

describe('the device choices', () => {
  beforeEach(() => localStorage.clear());

  it('begin with the browser’s voice processing and a VGA picture', () => {
    expect(create().choices()).toEqual({
      microphone: null,
      camera: null,
      speaker: null,
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      cameraSize: 'vga',
      backgroundBlur: false,
      screenHint: 'detail',
    });
  });

  it('stick: the next page finds what this one was told', () => {
    create().choose('camera', 'cam-2');
    create().adjust({ noiseSuppression: false, cameraSize: 'hd' });
    TestBed.resetTestingModule();
    expect(create().choices()).toMatchObject({
      camera: 'cam-2',
      noiseSuppression: false,
      cameraSize: 'hd',
    });
  });

  it('keep the devices that an older page stored without settings', () => {
    localStorage.setItem(storageKey, '{"microphone":"mic-1","camera":null,"speaker":null}');
    expect(create().choices()).toMatchObject({ microphone: 'mic-1', echoCancellation: true });
  });

  it.each(['not JSON', '[]', '{"cameraSize":"enormous"}'])(
    'are the usual ones after %s',
    (text) => {
      localStorage.setItem(storageKey, text);
      expect(create().choices().cameraSize).toBe('vga');
    },
  );

  it('are the operator’s camera size until somebody chooses, and never more than allowed', () => {
    create().obey({ usualSize: 'hd', largestSize: 'hd' });
    expect(create().choices().cameraSize).toBe('hd');
    expect(create().allowedSizes()).toEqual(['qvga', 'vga', 'hd']);
    create().adjust({ cameraSize: 'full-hd' });
    expect(create().choices().cameraSize).toBe('hd');
    create().adjust({ cameraSize: 'qvga' });
    expect(create().choices().cameraSize).toBe('qvga');
    TestBed.resetTestingModule();
    expect(create().allowedSizes()).toEqual(['qvga', 'vga', 'hd']);
    create().obey({ usualSize: 'vga', largestSize: 'full-hd' });
    expect(create().choices().cameraSize).toBe('qvga');
  });
});
