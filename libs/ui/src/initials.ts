const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstGrapheme(word: string): string {
  const [first] = graphemes.segment(word);
  return first?.segment.toLocaleUpperCase() ?? '';
}

/** One or two letters that stand for a name: of the first and the last word, whole graphemes, never half a character. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\s\(\d+\)$/, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const first = words.at(0) ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return firstGrapheme(first) + firstGrapheme(last);
}
