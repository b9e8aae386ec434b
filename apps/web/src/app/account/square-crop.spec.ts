import { moved, squareOf, wholeCrop } from './square-crop';

const wide = { width: 800, height: 400 };

describe('the square of a picture', () => {
  it('is the largest in its middle, until somebody moves it', () => {
    expect(squareOf(wide, wholeCrop)).toEqual({ x: 200, y: 0, side: 400 });
    expect(squareOf({ width: 300, height: 900 }, wholeCrop)).toEqual({ x: 0, y: 300, side: 300 });
  });

  it('follows the hand: what is dragged right shows more of the left', () => {
    const crop = moved(wide, wholeCrop, 0.25, 0);
    expect(squareOf(wide, crop)).toEqual({ x: 100, y: 0, side: 400 });
  });

  it('grows no further than the picture and shrinks no further than four times', () => {
    expect(squareOf(wide, { ...wholeCrop, zoom: 0.2 }).side).toBe(400);
    expect(squareOf(wide, { ...wholeCrop, zoom: 99 }).side).toBe(100);
  });

  it.each([
    [9, 9, { x: 0, y: 0 }],
    [-9, -9, { x: 600, y: 200 }],
  ])('stays within the picture when it is moved by %s, %s', (byX, byY, corner) => {
    const crop = moved(wide, { ...wholeCrop, zoom: 2 }, byX, byY);
    expect(squareOf(wide, crop)).toEqual({ ...corner, side: 200 });
  });

  it('comes back at once after it was pushed against an edge', () => {
    const pushed = moved(wide, wholeCrop, 9, 0);
    expect(squareOf(wide, moved(wide, pushed, -0.25, 0)).x).toBe(100);
  });
});
