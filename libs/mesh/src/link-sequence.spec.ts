import { positionOf, sequenceOf } from './link-sequence';

test('the first link counts from 1, and a later generation is always ahead', () => {
  expect(sequenceOf({ generation: 0, number: 1 })).toBe(1);
  expect(sequenceOf({ generation: 1, number: 1 })).toBeGreaterThan(
    sequenceOf({ generation: 0, number: 999_999 }),
  );
});

test.each([
  { generation: 0, number: 1 },
  { generation: 0, number: 999_999 },
  { generation: 7, number: 42 },
])('a position survives being a number: %o', (position) => {
  expect(positionOf(sequenceOf(position))).toEqual(position);
});
