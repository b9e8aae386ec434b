import type { Passkey, PasskeyCreation } from '@parley/contract';
import type { AccountDetails } from '../auth/accounts.service';
import type { PasskeyEntity } from '../auth/passkey.entity';
import { challengeLifetimeMs } from './passkey-challenges';
import { algorithms } from './passkey-verification';
import type { RelyingParty } from './relying-party';

/** A passkey as its owner gets it. */
export function passkeyReplyOf(passkey: PasskeyEntity): Passkey {
  const { id, name, createdAtMs, lastUsedAtMs } = passkey;
  return {
    id,
    name,
    createdAt: new Date(createdAtMs).toISOString(),
    lastUsedAt: lastUsedAtMs === null ? null : new Date(lastUsedAtMs).toISOString(),
  };
}

/** What the browser needs to make a passkey that no other of the account's authenticators has yet. */
export function creationOf(
  relyingParty: RelyingParty,
  account: AccountDetails,
  challenge: string,
  existing: readonly PasskeyEntity[],
): PasskeyCreation {
  return {
    rp: { id: relyingParty.id, name: 'Parley' },
    user: {
      id: Buffer.from(account.id).toString('base64url'),
      name: account.email,
      displayName: account.name,
    },
    challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' })),
    timeout: challengeLifetimeMs,
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: credentialId,
      type: 'public-key',
      ...(transports !== '' && { transports: transports.split(',') }),
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    attestation: 'none',
  };
}
