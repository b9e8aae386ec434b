import { csvOf } from './csv';

describe('a table for a spreadsheet', () => {
  it('has a mark for UTF-8 and lines that end as RFC 4180 wants', () => {
    expect(
      csvOf([
        ['Name', 'Age'],
        ['Zoë', 7],
      ]),
    ).toBe('\uFEFFName,Age\r\nZoë,7\r\n');
  });

  it.each([
    ['a, b', '"a, b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
  ])('keeps %p in one cell', (text, written) => {
    expect(csvOf([[text]])).toBe(`\uFEFF${written}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=HYPERLINK("http://evil.example")'])(
    'makes no formula of %p',
    (text) => {
      const written = csvOf([[text]])
        .slice(1)
        .replace(/^"/, '');
      expect(written.startsWith(`'${text.charAt(0)}`)).toBe(true);
    },
  );

  it('makes no formula of what begins with a carriage return', () => {
    expect(csvOf([['\r=1']])).toBe('\uFEFF"\'\r=1"\r\n');
  });
});
