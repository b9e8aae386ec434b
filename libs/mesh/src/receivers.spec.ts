import { countReceivers, hasSameCounts } from './receivers';

test('those who show a picture, or have not said, receive it', () => {
  const views = [{ camera: 360, screen_share: 0 }, { camera: 0 }, {}];
  expect(countReceivers(views)).toEqual({ camera: 2, screen_share: 2, second_screen_share: 3 });
  expect(countReceivers([])).toEqual({ camera: 0, screen_share: 0, second_screen_share: 0 });
});

test('the size of a picture is nothing to the count, and its absence is', () => {
  const [large, small, none] = [360, 90, 0].map((camera) => countReceivers([{ camera }]));
  if (!large || !small || !none) throw new Error('three counts');
  expect(hasSameCounts(large, small)).toBe(true);
  expect(hasSameCounts(large, none)).toBe(false);
});
