import {
  ceilingOf,
  degradationFor,
  encodingFor,
  type EncodingRequest,
  neededCameraHeight,
} from './send-quality';

const camera = (request: Partial<EncodingRequest> = {}) =>
  encodingFor({ source: 'camera', remoteCount: 1, captureHeight: 720, ...request });
const screen = (request: Partial<EncodingRequest> = {}) =>
  encodingFor({ source: 'screen_share', remoteCount: 1, captureHeight: 2_160, ...request });

test('the upload of a camera stays near two megabits however many receive it', () => {
  const totals = [1, 2, 3, 4, 5, 6, 7].map(
    (remoteCount) => (camera({ remoteCount }).maxBitrate ?? 0) * remoteCount,
  );
  expect(Math.max(...totals)).toBeLessThanOrEqual(2_000_000);
  expect(Math.min(...totals)).toBeGreaterThan(1_500_000);
});

test('a picture is scaled down to its tile and never up', () => {
  expect(camera({ remoteCount: 5 }).scaleResolutionDownBy).toBeCloseTo(720 / 270);
  expect(camera({ captureHeight: 480 }).scaleResolutionDownBy).toBe(1);
  expect(camera({ captureHeight: undefined, remoteCount: 3 }).scaleResolutionDownBy).toBe(1);
});

test.each([
  [1, 90],
  [90, 90],
  [91, 180],
  [181, 270],
  [270, 270],
  [300, 360],
  [400, 540],
  [541, 720],
  [3_000, 720],
])('a 720p camera shown %i pixels high is sent %i high', (shownHeight, sentHeight) => {
  const { scaleResolutionDownBy = 1, active } = camera({ shownHeight });
  expect(720 / scaleResolutionDownBy).toBeCloseTo(sentHeight);
  expect(active).toBe(true);
});

test('a small tile costs fewer bits and frames', () => {
  expect(camera({ shownHeight: 180 })).toMatchObject({ maxBitrate: 180_000, maxFramerate: 15 });
  expect(camera({ shownHeight: 720 })).toMatchObject({ maxBitrate: 1_700_000, maxFramerate: 30 });
});

test.each([
  [1, [10, 15, 15, 15, 24, 30]],
  [3, [7, 7, 15, 15, 15, 15]],
  [7, [7, 7, 8, 8, 8, 8]],
])('with %i receivers a picture moves no faster than the eye asks of it', (remoteCount, paces) => {
  const heights = [90, 180, 200, 270, 360, 720];
  const framerates = heights.map(
    (shownHeight) => camera({ remoteCount, shownHeight }).maxFramerate,
  );
  expect(framerates).toEqual(paces);
});

test('the more receive it, the fewer frames each gets, and the smaller they are', () => {
  const counts = [1, 2, 3, 4, 5, 6, 7];
  const framerates = counts.map((remoteCount) => camera({ remoteCount }).maxFramerate);
  expect(framerates).toEqual([30, 30, 15, 15, 12, 10, 8]);
  const heights = counts.map((remoteCount) =>
    neededCameraHeight({ source: 'camera', remoteCount }),
  );
  expect(heights).toEqual([1_080, 540, 360, 360, 270, 180, 180]);
});

test('a camera need not capture more than is sent of it, and nothing for one who gets nothing', () => {
  const need = (change: Partial<EncodingRequest>) =>
    neededCameraHeight({ source: 'camera', remoteCount: 3, ...change });
  expect(need({ shownHeight: 100 })).toBe(180);
  expect(need({ shownHeight: 0 })).toBe(0);
  expect(need({ linkBitrate: 10_000 })).toBe(0);
  expect(need({ linkBitrate: 120_000 })).toBe(180);
});

test('a size is also said as such, which holds while the capture changes', () => {
  expect(camera({ shownHeight: 270 }).scaleResolutionDownTo).toEqual({
    maxWidth: 480,
    maxHeight: 270,
  });
});

test('on a weak link a camera gives up frames, because its pixels are counted already', () => {
  expect(degradationFor({ source: 'camera', linkBitrate: 150_000 })).toBe('maintain-resolution');
  expect(degradationFor({ source: 'camera', linkBitrate: null })).toBe('maintain-framerate');
  expect(degradationFor({ source: 'screen_share', linkBitrate: 150_000 })).toBeNull();
});

test.each([
  ['microphone', 24_000],
  ['screen_share_audio', 24_000],
  ['camera', 250_000],
  ['screen_share', 500_000],
  ['second_screen_share', 500_000],
] as const)('the ceiling for a %s is what user and room allow of its kind', (source, bitrate) => {
  const limits = { audioBitrate: 24_000, videoBitrate: 250_000, screenBitrate: 500_000 };
  const ceiling = ceilingOf(source, limits);
  expect(encodingFor({ source, remoteCount: 1, ceiling }).maxBitrate).toBe(bitrate);
  expect(ceilingOf(source, {})).toBeNull();
});

test('audio only stops a camera, and nothing that is shared on purpose', () => {
  const limits = { videoBitrate: 250_000, isAudioOnly: true };
  expect(ceilingOf('camera', limits)).toBe(0);
  expect(ceilingOf('screen_share', limits)).toBeNull();
  expect(ceilingOf('microphone', limits)).toBeNull();
});

test.each(['camera', 'screen_share'] as const)('a %s that nobody sees is not sent', (source) => {
  const encoding = encodingFor({ source, remoteCount: 1, shownHeight: 0 });
  expect(encoding.active).toBe(false);
  expect(encoding.maxBitrate).toBeGreaterThan(0);
});

test('a ceiling lowers the bitrate, and what it cannot fill is sent smaller', () => {
  expect(camera({ ceiling: 300_000 })).toMatchObject({ active: true, maxBitrate: 300_000 });
  expect(720 / (camera({ ceiling: 300_000 }).scaleResolutionDownBy ?? 1)).toBeCloseTo(270);
  expect(camera({ ceiling: 50_000 }).active).toBe(true);
  expect(camera({ ceiling: 0 }).active).toBe(false);
  expect(camera({ ceiling: null })).toEqual(camera());
  expect(camera({ ceiling: 9_000_000 })).toEqual(camera());
});

test('a weak link makes the camera smaller, then stops it', () => {
  const heights = [1_000_000, 400_000, 200_000, 100_000].map(
    (linkBitrate) => 720 / (camera({ linkBitrate }).scaleResolutionDownBy ?? 1),
  );
  expect(heights).toEqual([720, 360, 270, 180].map((height) => expect.closeTo(height)));
  expect(camera({ linkBitrate: 79_999 }).active).toBe(false);
  const framerates = [2_000_000, 300_000, 100_000, 80_000].map(
    (linkBitrate) => camera({ linkBitrate }).maxFramerate,
  );
  expect(framerates).toEqual([30, 15, 15, 10]);
});

test('a shared screen gives up frames before pixels', () => {
  const crowded = screen({ remoteCount: 9 });
  expect(crowded.scaleResolutionDownBy).toBe(1);
  expect(crowded.maxFramerate).toBeLessThan(screen().maxFramerate ?? 0);
  expect(screen({ linkBitrate: 150_000 })).toMatchObject({
    active: true,
    scaleResolutionDownBy: 1,
    maxFramerate: 5,
  });
  expect(screen({ linkBitrate: 10_000 }).active).toBe(false);
});

test('a screen that is shown small is sent small', () => {
  expect(2_160 / (screen({ shownHeight: 200 }).scaleResolutionDownBy ?? 1)).toBeCloseTo(360);
  expect(screen({ shownHeight: 2_000 }).scaleResolutionDownBy).toBe(1);
});

test('voice comes before the screen, and the screen before the camera', () => {
  const priorities = (['microphone', 'screen_share', 'camera'] as const).map(
    (source) => encodingFor({ source, remoteCount: 3 }).priority,
  );
  expect(priorities).toEqual(['high', 'medium', 'low']);
});

test('no receivers, or more than planned for, are no mistake', () => {
  expect(camera({ remoteCount: 0 })).toEqual(camera());
  expect(camera({ remoteCount: 40 })).toEqual(camera({ remoteCount: 7 }));
});
