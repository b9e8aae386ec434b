import { levelOf, percentOf } from './sound-level';

describe('levelOf', () => {
  it('is nothing in silence and one at full scale', () => {
    expect(levelOf(new Float32Array(8))).toBe(0);
    expect(levelOf(Float32Array.from([1, -1, 1, -1]))).toBe(1);
  });
});

describe('percentOf', () => {
  it.each([
    [0, 0],
    [0.001, 0],
    [0.01, 40],
    [0.1, 80],
    [1, 100],
  ])('shows a level of %s as %s percent', (level, percent) => {
    expect(percentOf(level)).toBe(percent);
  });
});
