/** Cyrillic and Greek letters, and figures, that look like a Latin letter: enough that nobody passes for the host at a glance. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'l',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'l',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'l',
  i: 'l',
  '|': 'l',
  '0': 'o',
  '1': 'l',
};

/** What a name looks like: two names with one skeleton cannot be told apart by eye. After the idea of Unicode UTS 39. */
export function skeleton(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return Array.from(plain, (letter) => lookAlikes[letter] ?? letter)
    .join('')
    .replaceAll(/\s+/gu, '');
}

/** The name, or the name with the first free " (2)", " (3)", … where somebody has it already. */
export function uniqueName(wanted: string, taken: Iterable<string>): string {
  const skeletons = new Set(Array.from(taken, skeleton));
  let name = wanted;
  for (let count = 2; skeletons.has(skeleton(name)); count += 1) name = `${wanted} (${count})`;
  return name;
}
