import * as fc from 'fast-check';
import { PictureTime } from './picture-time';
import { tinyWebm as file } from './testing/tiny-webm';

describe('how far the picture is', () => {
  it('is read from the newest block of its track', () => {
    expect(new PictureTime().read(file)).toBe(5_040);
  });

  it('is the same wherever the file is cut into slices', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: file.length }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (places) => {
        const time = new PictureTime();
        const edges = [0, ...places.toSorted((one, other) => one - other), file.length];
        const read = edges.slice(1).map((end, index) => time.read(file.slice(edges[index], end)));
        expect(read.at(-1)).toBe(5_040);
      }),
    );
  });

  it('is not known before there is a frame', () => {
    expect(new PictureTime().read(file.subarray(0, 40))).toBeNull();
  });
});
