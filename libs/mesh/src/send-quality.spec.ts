import { encodingFor } from './send-quality';

test('the upload of a camera stays near two megabits however many receive it', () => {
  const totals = [1, 2, 3, 4, 5].map(
    (count) => (encodingFor('camera', count).maxBitrate ?? 0) * count,
  );
  expect(Math.max(...totals)).toBeLessThanOrEqual(2_000_000);
  expect(Math.min(...totals)).toBeGreaterThan(1_500_000);
});

test('a picture is scaled down to its tile and never up', () => {
  expect(encodingFor('camera', 5, 720).scaleResolutionDownBy).toBeCloseTo(720 / 270);
  expect(encodingFor('camera', 1, 480).scaleResolutionDownBy).toBe(1);
  expect(encodingFor('camera', 3).scaleResolutionDownBy).toBe(1);
});

test('a shared screen gives up frames before pixels', () => {
  const crowded = encodingFor('screen_share', 9, 2_160);
  expect(crowded.scaleResolutionDownBy).toBe(1);
  expect(crowded.maxFramerate).toBeLessThan(encodingFor('screen_share', 1).maxFramerate ?? 0);
});

test('voice comes before the screen, and the screen before the camera', () => {
  const priorities = (['microphone', 'screen_share', 'camera'] as const).map(
    (source) => encodingFor(source, 3).priority,
  );
  expect(priorities).toEqual(['high', 'medium', 'low']);
});

test('no receivers, or more than planned for, are no mistake', () => {
  expect(encodingFor('camera', 0)).toEqual(encodingFor('camera', 1));
  expect(encodingFor('camera', 40)).toEqual(encodingFor('camera', 5));
});
