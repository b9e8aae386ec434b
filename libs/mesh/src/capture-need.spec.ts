import { greatestNeed, isSameNeed } from './capture-need';

test('the largest picture and the fastest pace that anybody needs are captured, whoever needs which', () => {
  const large = { height: 540, framerate: 15 };
  const fluent = { height: 180, framerate: 30 };
  expect(greatestNeed([large, null, fluent])).toEqual({ height: 540, framerate: 30 });
});

test('receivers who get nothing need nothing, and without a receiver nothing is known', () => {
  expect(greatestNeed([null, null])).toEqual({ height: 0, framerate: 0 });
  expect(greatestNeed([])).toBeNull();
});

test('needs differ in size, in pace, or in whether there is anybody', () => {
  const need = { height: 360, framerate: 20 };
  expect(isSameNeed(need, { ...need })).toBe(true);
  expect(isSameNeed(need, { ...need, height: 180 })).toBe(false);
  expect(isSameNeed(need, { ...need, framerate: 7 })).toBe(false);
  expect(isSameNeed(need, null)).toBe(false);
  expect(isSameNeed(null, null)).toBe(true);
});
