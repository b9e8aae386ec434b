import type { IncomingHttpHeaders } from 'node:http';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Says whether a handshake request comes from a page of our own, over polling and websocket alike: CORS does not
 * protect the websocket transport (security.md T67).
 *
 * Own are the configured origins and, on the loopback, the very address that was asked for. Without an `Origin` a
 * request is no browser's and may pass, unless it brings cookies: only browsers do that.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, ownOrigins: readonly string[]): boolean {
  const { origin, host, cookie } = headers;
  if (origin === undefined) return cookie === undefined;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (ownOrigins.includes(asked.origin)) return true;
  return asked.protocol === 'http:' && loopback.has(asked.hostname) && asked.host === host;
}
