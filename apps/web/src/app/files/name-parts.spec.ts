import { partsOfName } from './name-parts';

const whole = (name: string) => {
  const { start, hidden, end, ending } = partsOfName(name);
  return start + hidden + end + ending;
};

describe('the parts of a file name', () => {
  it('shows a short name whole, with its ending apart', () => {
    const parts = { start: 'site-plan', hidden: '', end: '', ending: '.dwg' };
    expect(partsOfName('site-plan.dwg')).toEqual(parts);
  });

  it.each([
    ['invoice.pdf.exe', '.pdf.exe'],
    ['backup.tar.gz', '.tar.gz'],
    ['a.b.c.d', '.c.d'],
    ['README', ''],
    ['Minutes of 3 May. Final', ''],
    ['.hidden', ''],
  ])('keeps the ending of %s in one piece', (name, ending) => {
    expect(partsOfName(name).ending).toBe(ending);
    expect(whole(name)).toBe(name);
  });

  it('leaves out the middle of a long name, never its last twelve symbols', () => {
    const name = `${'holiday '.repeat(20)}at the sea.pdf.exe`;
    const { start, hidden, end, ending } = partsOfName(name);
    expect(whole(name)).toBe(name);
    expect(hidden).not.toBe('');
    expect(name.endsWith(end + ending)).toBe(true);
    expect((end + ending).length).toBe(12);
    expect((start + end + ending).length).toBe(52);
  });

  it('counts what people see, and tears no letter apart', () => {
    const name = `${'👩‍👩‍👧‍👦'.repeat(60)}.png`;
    const { start, hidden, end } = partsOfName(name);
    expect(whole(name)).toBe(name);
    expect([start, hidden, end].every((part) => !part.startsWith('\u200d'))).toBe(true);
    expect(end).toBe('👩‍👩‍👧‍👦'.repeat(8));
  });

  it('puts a name of another direction before its ending', () => {
    expect(partsOfName('תוכנית.pdf.exe')).toMatchObject({ start: 'תוכנית', ending: '.pdf.exe' });
  });
});
