import { FileNames, fileStem } from './zip-names';

describe('names in a zip', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Weekly v1.2 – plans', 'Weekly v1.2 – plans'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x', 'C__Windows_x'],
    // A direction mark that would show `gpj.exe` as `exe.jpg`.
    ['photo\u202Egpj.exe', 'photogpj_exe'],
    ['holiday.jpg.exe', 'holiday.jpg_exe'],
    ['a\u0000b\u200Bc\r\nd', 'abc d'],
    ['. hidden .', 'hidden'],
    ['CON', 'person'],
    ['...', 'person'],
    ['\uD800', '\uFFFD'],
  ];
  it.each(cases)('makes %j safe to unpack anywhere: %j', (typed, safe) => {
    expect(fileStem(typed, 'person')).toBe(safe);
  });

  it('are cut between symbols, so that every system takes them', () => {
    const stem = fileStem('😀'.repeat(100), 'person');
    expect(Buffer.byteLength(stem)).toBeLessThanOrEqual(180);
    expect(stem.isWellFormed()).toBe(true);
  });

  it('are there once each, also where case does not count', () => {
    const names = new FileNames();
    const given = ['Ann', 'ann', 'Ann', 'Bob'].map((stem) => names.unique(stem, '.webm'));
    expect(given).toEqual(['Ann.webm', 'ann (2).webm', 'Ann (3).webm', 'Bob.webm']);
  });
});
