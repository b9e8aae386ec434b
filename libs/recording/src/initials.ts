/** One or two letters for a person without a picture. Pure. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const initials = letters.map((word) => [...(word ?? '')][0] ?? '').join('');
  return initials === '' ? '?' : initials.toLocaleUpperCase();
}
