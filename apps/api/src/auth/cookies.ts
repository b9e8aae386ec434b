import { parseCookie, stringifySetCookie } from 'cookie';
import type { Response } from 'express';

/** Express application setting: whether cookies get `Secure`. Set once from PUBLIC_URL. */
export const secureCookiesKey = 'parley secure cookies';

/** Reads one cookie of a Cookie header; only a secret in our own form counts. */
export function secretInCookie(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  const value = parseCookie(header)[name];
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Narrower than usual: only below a path, only from our own pages. */
interface CookieScope {
  readonly path?: string;
  readonly sameSite?: 'lax' | 'strict';
}

/** Adds a cookie that scripts cannot read and other sites cannot send along; `maxAgeSeconds` 0 takes it away. */
export function setSecretCookie(
  response: Response,
  name: string,
  value: string,
  maxAgeSeconds: number,
  { path = '/', sameSite = 'lax' }: CookieScope = {},
): void {
  const cookie = stringifySetCookie({
    name,
    value,
    httpOnly: true,
    sameSite,
    path,
    maxAge: maxAgeSeconds,
    secure: response.app.get(secureCookiesKey) === true,
  });
  response.append('Set-Cookie', cookie);
}
