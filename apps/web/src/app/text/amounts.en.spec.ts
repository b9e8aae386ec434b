import { clockTime, sizeInWords, whenInWords } from './amounts.en';

describe('amounts in words', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 kB'],
    [9_960, '10 kB'],
    [999_600, '1.0 MB'],
    [412_000_000, '412 MB'],
    [3_140_000_000, '3.1 GB'],
    [16 * 1024 ** 4, '18 TB'],
  ])('%p bytes are %s', (size, text) => expect(sizeInWords(size)).toBe(text));

  it.each([
    [0, '00:00'],
    [492_400, '08:12'],
    [3_723_000, '1:02:03'],
  ])('%p ms are %s', (duration, text) => expect(clockTime(duration)).toBe(text));

  const now = new Date(2026, 10, 21, 0, 30);
  it.each([
    [new Date(2026, 10, 21, 0, 2), 'Today, 00:02'],
    [new Date(2026, 10, 20, 23, 59), 'Yesterday, 23:59'],
    [new Date(2026, 10, 18, 9, 30), '18 Nov, 09:30'],
    [new Date(2025, 10, 18, 9, 30), '18 Nov 2025, 09:30'],
  ])('%p was %s', (moment, text) => expect(whenInWords(moment, now)).toBe(text));
});
