import { isVideoPaused, shareLink } from './link-share';
import type { Source } from './types';

const only =
  (...on: readonly Source[]) =>
  (source: Source) =>
    on.includes(source);
const face = only('microphone', 'camera');
const everything = only('microphone', 'camera', 'screen_share', 'screen_share_audio');

test('a link without a known limit is not shared out', () => {
  expect(shareLink(null, everything)).toEqual({});
  expect(isVideoPaused({}, everything)).toBe(false);
});

test('voice is served before any picture', () => {
  expect(shareLink(300_000, face)).toMatchObject({ microphone: 40_000, camera: 195_200 });
  expect(shareLink(60_000, face)).toMatchObject({ microphone: 40_000, camera: 3_200 });
  expect(shareLink(20_000, face).microphone).toBe(16_000);
});

test('a narrow link is not filled to the last bit, a wide one is', () => {
  const camera = (bitrate: number) => shareLink(bitrate, only('camera')).camera;
  expect(camera(500_000)).toBe(400_000);
  expect(camera(1_000_000)).toBe(1_000_000);
});

test('the screen is served before the camera', () => {
  const narrow = shareLink(450_000, everything);
  expect(narrow.screen_share).toBeGreaterThan(300_000);
  expect(narrow.camera).toBe(0);
  const wide = shareLink(2_000_000, everything);
  expect(wide.screen_share).toBeGreaterThan(2 * (wide.camera ?? Infinity));
  expect(wide.camera).toBeGreaterThan(400_000);
});

test('nothing is kept for a source that is off', () => {
  expect(shareLink(300_000, only('camera')).camera).toBe(240_000);
});

test.each([
  [300_000, face, false],
  [160_000, face, false],
  [150_000, face, true],
  [150_000, only('microphone'), false],
  [300_000, everything, true],
  [2_000_000, everything, false],
  [100_000, only('microphone', 'screen_share'), true],
])('at %i bits a second video waits: case %#', (bitrate, isOn, waits) => {
  expect(isVideoPaused(shareLink(bitrate, isOn), isOn)).toBe(waits);
});
