import {
  cleanLine,
  clientEvents,
  DisplayName,
  FileName,
  RoomId,
  roomIdFrom,
  routes,
} from './index';

describe('room ids', () => {
  it('read look-alikes as what was meant and write one canonical form', () => {
    expect(RoomId.parse('ABCD-EFGH-JKMN')).toBe('abcd-efgh-jkmn');
    expect(RoomId.parse('oil0efghjkmn')).toBe('0110-efgh-jkmn');
  });

  it('are made from random bytes with 5 bits each', () => {
    expect(roomIdFrom(new Uint8Array(12).fill(31))).toBe('zzzz-zzzz-zzzz');
    expect(roomIdFrom(new Uint8Array(12).fill(32))).toBe('0000-0000-0000');
  });

  it.each(['', 'abcd', '../../etc', 'abcd-efgh-jkm!', 'u'.repeat(12)])('refuse %p', (text) => {
    expect(RoomId.safeParse(text).success).toBe(false);
  });
});

describe('names', () => {
  it('lose direction marks, controls and piled-up marks, and keep their letters', () => {
    expect(cleanLine('  Ann\u202E\u200B\u0000  Lee ')).toBe('Ann Lee');
    expect(cleanLine('e' + '\u0347'.repeat(50))).toHaveLength(4);
    expect(DisplayName.parse('李雷 👩‍👩‍👧')).toContain('李雷');
    expect(DisplayName.parse('Ann ❤️')).toBe('Ann ❤️');
  });

  it.each([
    ['a Hangul filler', '\u3164'],
    ['a halfwidth filler', '\uFFA0'],
    ['tags', '\u{E0041}\u{E007F}'],
    ['an empty Braille cell', '\u2800'],
    ['a joiner', '\u034F'],
    ['a soft hyphen', '\u00AD'],
  ])('cannot differ by %s only, nor consist of it', (_what, text) => {
    expect(DisplayName.parse(`A${text}nn${text}`)).toBe('Ann');
    expect(DisplayName.safeParse(text).success).toBe(false);
  });

  it('are refused when nothing is left', () => {
    expect(DisplayName.safeParse(' \u200B\u202E ').success).toBe(false);
    expect(DisplayName.safeParse('\uFE0F').success).toBe(false);
    expect(DisplayName.safeParse('x'.repeat(65)).success).toBe(false);
  });

  it('of files name no folder and hide no ending', () => {
    expect(FileName.parse('../../etc/passwd')).not.toMatch(/[/\\]|^\./);
    expect(FileName.parse('C:\\x')).not.toMatch(/[:\\]/);
    expect(FileName.parse('.htaccess')).toBe('_htaccess');
    expect(FileName.parse('a\u202Egnp.exe')).toBe('agnp.exe');
  });
});

describe('the table', () => {
  it('names every route once', () => {
    const addresses = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('lets nobody who waits do more than enter, go away and leave', () => {
    const whileWaiting = Object.entries(clientEvents)
      .filter(([, event]) => (event.states as readonly string[]).includes('waiting'))
      .map(([name]) => name);
    expect(whileWaiting).toEqual(['meetings:enter', 'meetings:say-away', 'meetings:leave']);
  });

  it('refuses unknown keys in every payload', () => {
    for (const event of Object.values(clientEvents))
      expect(event.payload.safeParse({ nonsense: true }).success).toBe(false);
  });
});
