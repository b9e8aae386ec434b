import { isIP } from 'node:net';
import type { Request } from 'express';
import type { Settings } from '../config/settings';
import { Refusal } from '../errors/refusal';
import { isOwnOrigin } from '../http/origin';

/** What a passkey is bound to: the browser signs the origin and only offers passkeys of this id. */
export interface RelyingParty {
  readonly origin: string;
  readonly id: string;
}

/**
 * Our side as the browser sees it: the origin of the page that asks, which is one of ours, and its host name.
 * Refuses with `passkeys-unavailable` where WebAuthn knows no such id: under a number, or under plain http elsewhere
 * than on this machine.
 */
export function relyingPartyOf(settings: Settings, request: Request): RelyingParty {
  const { origin: given } = request.headers;
  const origin = given !== undefined && isOwnOrigin(settings, given) ? given : settings.publicUrl;
  const { hostname, protocol } = new URL(origin);
  const isSecure = protocol === 'https:' || hostname === 'localhost';
  if (!isSecure || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw Refusal.of('passkeys-unavailable', `Passkeys need https and a name, not ${origin}`);
  return { origin, id: hostname };
}
