/** What `<input type="datetime-local">` shows for a moment: this browser's time, to the minute; empty for none. */
export function localInputOf(moment: string | null): string {
  if (moment === null) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that such an input says; null for none. */
export function momentOfInput(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString();
}
