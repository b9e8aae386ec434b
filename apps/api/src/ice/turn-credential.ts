import { createHmac } from 'node:crypto';
import type { Id } from '@parley/contract';

/** Long enough to outlive the wait for the next one, short enough to be worthless when it leaks (security.md T82). */
export const credentialLifeSeconds = 600;
/** The self-test opens its allocations within seconds; the rest is for clocks that differ (docs/threat-model.md, T82). */
export const checkCredentialLifeSeconds = 60;

interface TurnCredential {
  readonly username: string;
  readonly credential: string;
}

/**
 * A password that coturn (`use-auth-secret`) works out by itself and takes until the moment in the user name. It opens
 * allocations; one that is open lives on. Source: draft-uberti-behave-turn-rest-00, section 2.2.
 */
export function turnCredential(
  secret: string,
  holder: Id,
  now: Date,
  lifeSeconds: number,
): TurnCredential {
  const expiresAtSeconds = Math.floor(now.getTime() / 1_000) + lifeSeconds;
  const username = `${expiresAtSeconds}:${holder}`;
  // RFC 8489's HMAC over SHA-1 is what coturn checks; nothing rests on the hash's collisions.
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { username, credential };
}
