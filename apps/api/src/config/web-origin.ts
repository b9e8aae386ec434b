/** Nothing that could mean more than itself where it is written on: no wildcard, no space, no semicolon. */
const plain = /^https?:\/\/[\w.:[\]-]+\/?$/i;

/** Scheme, host and port of a site as people write it, with a slash at the end or none. */
export const isOrigin = (text: string): boolean =>
  plain.test(text) &&
  URL.canParse(text) &&
  new URL(text).origin === text.replace(/\/$/, '').toLowerCase();
