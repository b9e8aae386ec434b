import type { IncomingHttpHeaders } from 'node:http';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Says whether a handshake request comes from a page of our own, over polling and websocket alike: CORS does not
 * protect the websocket transport (security.md T67).
 *
 * Own are the configured origins and, on the loopback, the very address that was asked for. Browsers send no `Origin`
 * when a page asks its own server for something (GET, as polling does), but say that it is so in `Sec-Fetch-Site`, which
 * no page can set. A request with neither is no browser's and may pass, unless it brings cookies: only browsers do that.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, ownOrigins: readonly string[]): boolean {
  const { origin, host, cookie } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined)
    return site === undefined ? cookie === undefined : site === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (ownOrigins.includes(asked.origin)) return true;
  return asked.protocol === 'http:' && loopback.has(asked.hostname) && asked.host === host;
}
