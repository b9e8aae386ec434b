import { uniqueName } from './unique-name';

describe('a name in a meeting', () => {
  it('stays as it is when it is free', () => {
    expect(uniqueName('Ann', ['Bob'])).toBe('Ann');
  });

  it('gets the first free number', () => {
    expect(uniqueName('Ann', ['Ann'])).toBe('Ann (2)');
    expect(uniqueName('Ann', ['Ann', 'Ann (2)'])).toBe('Ann (3)');
    expect(uniqueName('Ann (2)', ['Ann', 'Ann (2)'])).toBe('Ann (2) (2)');
  });

  it.each([
    ['other case', 'ADMIN', 'admin'],
    ['a Cyrillic letter', 'Аdmin', 'Admin'],
    ['accents', 'Ádmín', 'Admin'],
    ['figures for letters', 'B0b', 'Bob'],
    ['l for I', 'lan', 'Ian'],
    ['more spaces', 'A nn', 'Ann'],
  ])('counts as taken with %s', (_, wanted, taken) => {
    expect(uniqueName(wanted, [taken])).toBe(`${wanted} (2)`);
  });

  it('is not taken by one in another script that looks different', () => {
    expect(uniqueName('Борис', ['Boris'])).toBe('Борис');
  });
});
