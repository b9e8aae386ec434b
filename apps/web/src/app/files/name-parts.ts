/** A file's name as it is shown: `start`, what is left out, `end`, `ending`. Put together it is the whole name. */
export interface NameParts {
  readonly start: string;
  /** Not drawn, because the name is too long; still there for copying and for screen readers. */
  readonly hidden: string;
  readonly end: string;
  /** `.exe`, and all of `.pdf.exe`: what decides how a system opens the file, so it is never cut or turned around. */
  readonly ending: string;
}

/** Two lines of the panel, with the usual letters. */
const mostSymbols = 52;
const lastSymbols = 12;
const endings = /(?<=.)(?:\.[^.\s]{1,12}){1,2}$/u;

/** Cuts a long name in its middle, never within its ending; its last twelve symbols are always shown. */
export function partsOfName(name: string): NameParts {
  const ending = endings.exec(name)?.[0] ?? '';
  const stem = symbolsOf(name.slice(0, name.length - ending.length));
  const endingLength = symbolsOf(ending).length;
  if (stem.length + endingLength <= mostSymbols)
    return { start: stem.join(''), hidden: '', end: '', ending };
  const endLength = Math.max(0, lastSymbols - endingLength);
  const startLength = mostSymbols - endLength - endingLength;
  const endFrom = stem.length - endLength;
  return {
    start: stem.slice(0, startLength).join(''),
    hidden: stem.slice(startLength, endFrom).join(''),
    end: stem.slice(endFrom).join(''),
    ending,
  };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What people count as letters: an accent or a flag is not torn apart. */
function symbolsOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
