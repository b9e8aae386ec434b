import { wantedRange } from './http-range';

const of = (range: string | undefined, ifRange?: string) =>
  wantedRange({ range, ifRange }, '"etag"', 1_000);

describe('the wanted range of a file of 1000 bytes', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-', 0, 999],
    ['bytes=500-', 500, 999],
    ['bytes=500-599', 500, 599],
    ['bytes=999-999', 999, 999],
    ['bytes=900-5000', 900, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-1000', 0, 999],
    ['bytes=-9999', 0, 999],
    ['bytes= 1 - 2', 1, 2],
  ])('reads %s', (range, start, end) => {
    expect(of(range)).toEqual({ start, end });
  });

  it.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0', 'bytes=9999999999999999-'])(
    'cannot satisfy %s',
    (range) => {
      expect(of(range)).toBe('unsatisfiable');
    },
  );

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=2-1',
    'bytes=0-1,5-9',
    'bytes=a-b',
    'bytes=--5',
    'bytes=1.5-2',
    'lines=0-1',
    'bytes=99999999999999999999-',
  ])('ignores %j', (range) => {
    expect(of(range)).toBe('whole');
  });

  it('ignores the range when the file is another one by now', () => {
    expect(of('bytes=0-1', '"other"')).toBe('whole');
    expect(of('bytes=0-1', '"etag"')).toEqual({ start: 0, end: 1 });
  });
});
