import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '../config/settings';

/** True for the origin of one of our own pages; `undefined` and the literal `null` of sandboxed pages are not. */
export function isOwnOrigin(settings: Settings, origin: string | undefined): boolean {
  return origin !== undefined && settings.ownOrigins.includes(origin);
}

/**
 * True where a writing request comes from our own page, or from no page at all but the person themselves.
 * Browsers always send Origin with writes; Sec-Fetch-Site cannot be set by a page's script (security.md T68).
 */
export function isOwnWrite(settings: Settings, headers: IncomingHttpHeaders): boolean {
  if (headers.origin !== undefined) return isOwnOrigin(settings, headers.origin);
  return headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none';
}
