import fc from 'fast-check';
import { FileName } from './names';

/** For the title: marks that turn text around would turn the report around. */
const inAscii = (text: string) =>
  JSON.stringify(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
const bytesOf = (name: string) => new TextEncoder().encode(name).length;

describe('a file name of somebody else', () => {
  /** security.md §3.3 and what else systems and people stumble over. */
  const cases: readonly (readonly [string, string])[] = [
    ['../../x', '__.._x'],
    ['..\\x', '__x'],
    ['/etc/passwd', '_etc_passwd'],
    ['C:\\x', 'C__x'],
    ['\\\\host\\share', '__host_share'],
    // Full-width, and other signs that become slashes, dots and colons only when they are cleaned.
    ['．．／．．／etc／passwd', '__.._etc_passwd'],
    ['․․/x', '__x'],
    ['…/x', '__x'],
    ['C：＼x', 'C__x'],
    ['℀.txt', 'a_c.txt'],
    ['x\0.webm', 'x.webm'],
    ['a\u0007\u0008b\u001B[31m.txt', 'ab[31m.txt'],
    ['x\r\nX-Evil: y', 'x X-Evil_ y'],
    ['"; filename="x.exe', '_; filename=_x.exe'],
    ['<img src=x onerror=alert(1)>.webm', '_img src=x onerror=alert(1)_.webm'],
    ['what?*|.txt', 'what___.txt'],
    // Windows devices, in any case and with any ending.
    ['CON', '_CON'],
    ['aux.webm', '_aux.webm'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['Com1 .txt', '_Com1 .txt'],
    ['LPT９.txt', '_LPT9.txt'],
    ['conference.txt', 'conference.txt'],
    ['com10.txt', 'com10.txt'],
    // Hidden, options, ends that Windows drops.
    ['.htaccess', '_htaccess'],
    ['-rf', '_rf'],
    ['~.txt', '_txt'],
    ['plan.exe.', 'plan.exe_'],
    ['plan.exe . . ', 'plan.exe_'],
    ['plan.txt::$DATA', 'plan.txt__$DATA'],
    ['...', '_'],
    [' . ', '_'],
    // What would be read backwards, or read as nothing.
    ['a\u202Egnp.exe', 'agnp.exe'],
    ['in\u2066voice\u2069\u200F.pdf\u200B.exe', 'invoice.pdf.exe'],
    ['holiday.jpg                                   .exe', 'holiday.jpg .exe'],
    ['plan.exe\u3164\u2800\u00AD', 'plan.exe'],
    // Both ways of writing the same letters become one name.
    ['Zoe\u0308.txt', 'Zoë.txt'],
    ['Zo\u00EB.txt', 'Zoë.txt'],
    ['👩‍👩‍👧 ❤️.jpg', '👩👩👧 ❤️.jpg'],
    ['\uD800x.txt', 'x.txt'],
    // Nothing is decoded that the sender's system did not mean.
    ['%2e%2e%2f%252e', '%2e%2e%2f%252e'],
    ['__proto__', '__proto__'],
    ['Résumé – final (2).pdf', 'Résumé – final (2).pdf'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['報告書.pdf', '報告書.pdf'],
  ];
  it.each(cases.map(([given, safe]) => [inAscii(given), given, safe] as const))(
    'is safe to save under: %s',
    (_title, given, safe) => {
      expect(FileName.parse(given)).toBe(safe);
    },
  );

  it.each(['', '\u202E', '\0', '\u200B\u2800', 'x'.repeat(4096)])('is refused: %#', (given) => {
    expect(FileName.safeParse(given).success).toBe(false);
  });

  it.each([
    ['a'.repeat(255), 255],
    ['a'.repeat(256), 255],
    [`${'a'.repeat(300)}.jpg.exe`, 255],
    [`${'報'.repeat(255)}.exe`, 253],
    [`${'👩'.repeat(255)}.exe`, 252],
    ['ﷺ'.repeat(1_020), 255],
  ])('is shortened to what every disk takes, with its ending: %#', (given, sizeBytes) => {
    const name = FileName.parse(given);
    expect(bytesOf(name)).toBe(sizeBytes);
    if (given.endsWith('.exe')) expect(name).toMatch(/\.exe$/);
  });

  it('is one that nothing else becomes, whatever it was', () => {
    const parts = fc.constantFrom(
      ...[
        '.',
        '..',
        '/',
        '\\',
        ':',
        ' ',
        '\u202E',
        '\u200D',
        '\uFF0F',
        '\u2024',
        '\u034F',
        '\u0300',
        'e',
      ],
      ...[
        'CON',
        'aux',
        'lpt1',
        '.exe',
        '\0',
        '\n',
        '\uFEFF',
        '報',
        '👩',
        '\uD800',
        '-',
        '~',
        '_',
        '%2f',
      ],
    );
    const given = fc.oneof(
      fc.array(parts, { maxLength: 30 }).map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    const check = (text: string) => {
      const { data: name } = FileName.safeParse(text);
      if (name === undefined) return;
      expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Bidi_Control}]|^[.\-~ ]|[. ]$/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i);
      expect(bytesOf(name)).toBeLessThanOrEqual(255);
      // The server cleans it, then each receiver once more: everybody sees the same.
      expect(FileName.parse(name)).toBe(name);
    };
    fc.assert(fc.property(given, check), { seed: 63, numRuns: 1_000 });
  });
});
