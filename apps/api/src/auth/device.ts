import type { Request, Response } from 'express';
import { secretInCookie, setSecretCookie } from './cookies';
import { hashOfSecret, newSecret } from './secret';

const deviceCookie = 'parley_device';
const oneYearSeconds = 365 * 24 * 60 * 60;

/** The SHA-256 of this browser's device cookie, which is made at the first call. Blocks of guests and counts of tries hang on it. */
export function deviceOf(request: Request, response: Response): string {
  const known = knownDeviceOf(request);
  if (known !== null) return known;
  const fresh = newSecret();
  setSecretCookie(response, deviceCookie, fresh, oneYearSeconds);
  return hashOfSecret(fresh);
}

/** The SHA-256 of this browser's device cookie; null where it has none. */
export function knownDeviceOf(request: Request): string | null {
  const known = secretInCookie(request.headers.cookie, deviceCookie);
  return known && hashOfSecret(known);
}
