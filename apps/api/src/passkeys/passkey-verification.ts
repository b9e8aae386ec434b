import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { NewPasskey, PasskeySignIn } from '@parley/contract';
import type { PasskeyEntity } from '../auth/passkey.entity';
import { Refusal } from '../errors/refusal';
import type { RelyingParty } from './relying-party';

/** EdDSA, ES256, RS256: what authenticators have. */
export const algorithms = [-8, -7, -257];

/** Uses the challenge up, or throws. */
type UseChallenge = (challenge: string) => Promise<true>;

type NewKey = Pick<PasskeyEntity, 'credentialId' | 'publicKey' | 'counter'>;

/** The key of a passkey that the browser just made. Refuses with `passkey-wrong` what is not made for us, now. */
export async function verifiedNewKey(
  { response, ...credential }: NewPasskey['credential'],
  relyingParty: RelyingParty,
  useChallenge: UseChallenge,
): Promise<NewKey> {
  return orWrong(async () => {
    assertNoCertificates(response.attestationObject);
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...credential,
        response: {
          clientDataJSON: response.clientDataJSON,
          attestationObject: response.attestationObject,
        },
        clientExtensionResults: {},
      },
      expectedChallenge: useChallenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) throw Refusal.of('passkey-wrong', 'The passkey is not valid');
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  });
}

/** The passkey's counter after a sign-in that it signed. Refuses with `passkey-wrong` any other. */
export async function verifiedCounter(
  { response, ...credential }: PasskeySignIn['credential'],
  passkey: PasskeyEntity,
  relyingParty: RelyingParty,
  useChallenge: UseChallenge,
): Promise<number> {
  return orWrong(async () => {
    const { userHandle, ...signed } = response;
    const handle =
      userHandle === undefined ? null : Buffer.from(userHandle, 'base64url').toString();
    if (handle !== null && handle !== passkey.accountId)
      throw Refusal.of('passkey-wrong', 'The passkey is of another account');
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, response: signed, clientExtensionResults: {} },
      expectedChallenge: useChallenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    if (!verified) throw Refusal.of('passkey-wrong', 'The signature is wrong');
    return authenticationInfo.newCounter;
  });
}

/**
 * We ask for no attestation, so that browsers send none or the key's own signature. Certificates would be somebody's
 * choice of what we fetch: their revocation lists stand at addresses inside them.
 */
function assertNoCertificates(attestationObject: string): void {
  const decoded = decodeAttestationObject(
    new Uint8Array(Buffer.from(attestationObject, 'base64url')),
  );
  const format = decoded.get('fmt');
  const isPlain = format === 'none' || (format === 'packed' && !decoded.get('attStmt').get('x5c'));
  if (!isPlain) throw Refusal.of('passkey-wrong', 'An attestation was not asked for');
}

/** The library throws for everything that is not as it must be. */
async function orWrong<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw Refusal.of('passkey-wrong', 'The passkey cannot be verified', { cause });
  }
}
