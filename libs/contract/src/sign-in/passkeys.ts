import * as z from 'zod';
import { Account } from '../accounts';
import { Id, Moment } from '../ids';
import { DisplayName } from '../names';
import { route } from '../route';

/** Bytes in base64url, as WebAuthn's JSON forms have them. */
const bytes = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[A-Za-z0-9_-]*$/, 'not base64url');
/** The specification allows 1,023 bytes. */
const CredentialId = bytes(1_364).meta({ examples: ['c29tZSBjcmVkZW50aWFs'] });
const Challenge = bytes(128).meta({ examples: ['c29tZSBjaGFsbGVuZ2U'] });
const Signed = bytes(8_192).meta({ examples: ['c29tZSBieXRlcw'] });

/** How the account page calls a passkey. */
export const PasskeyName = DisplayName;

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

const Descriptor = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** WebAuthn's PublicKeyCredentialCreationOptionsJSON, as far as Parley uses it. */
export const PasskeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: Challenge,
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
  timeout: z.number(),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('preferred'),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** WebAuthn's PublicKeyCredentialRequestOptionsJSON: whatever passkey the person chooses. */
export const PasskeyRequest = z.object({
  rpId: z.string(),
  challenge: Challenge,
  timeout: z.number(),
  userVerification: z.literal('required'),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** What browsers add beside is theirs to invent and nothing that we read: it is dropped. */
const credential = { id: CredentialId, rawId: CredentialId, type: z.literal('public-key') };

export const NewPasskey = z.strictObject({
  name: PasskeyName,
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: Signed,
      attestationObject: Signed,
      transports: z.array(z.string().max(32)).max(8).optional(),
    }),
  }),
});
export type NewPasskey = z.input<typeof NewPasskey>;

export const PasskeySignIn = z.strictObject({
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: Signed,
      authenticatorData: Signed,
      signature: Signed,
      userHandle: bytes(128).optional(),
    }),
  }),
});
export type PasskeySignIn = z.input<typeof PasskeySignIn>;

const PasskeyParams = z.strictObject({ passkeyId: Id });
const collection = '/api/accounts/me/passkeys';

export const passkeyRoutes = {
  listPasskeys: route({
    method: 'GET',
    path: collection,
    access: 'account',
    summary: 'Own passkeys, oldest first.',
    reply: z.array(Passkey),
    errors: [],
  }),
  startPasskey: route({
    method: 'POST',
    path: `${collection}/options`,
    access: 'account',
    needsProof: true,
    summary: 'What the browser needs to make a passkey: with a challenge for this browser, once.',
    reply: PasskeyCreation,
    errors: ['proof-needed', 'passkeys-unavailable', 'conflict', 'too-many-tries'],
  }),
  createPasskey: route({
    method: 'POST',
    path: collection,
    access: 'account',
    summary: 'Keeps a passkey that the browser made for the challenge.',
    body: NewPasskey,
    reply: Passkey,
    errors: ['passkey-wrong', 'passkey-expired', 'conflict'],
  }),
  renamePasskey: route({
    method: 'PATCH',
    path: `${collection}/:passkeyId`,
    access: 'owner',
    summary: 'Calls an own passkey something else.',
    params: PasskeyParams,
    body: z.strictObject({ name: PasskeyName }),
    reply: Passkey,
    errors: ['not-found'],
  }),
  deletePasskey: route({
    method: 'DELETE',
    path: `${collection}/:passkeyId`,
    access: 'owner',
    needsProof: true,
    summary: 'Forgets an own passkey, unless nothing else would let its owner in.',
    params: PasskeyParams,
    errors: ['proof-needed', 'not-found', 'last-way-in'],
  }),
  startPasskeySignIn: route({
    method: 'POST',
    path: '/api/sessions/passkey/options',
    access: 'public',
    summary:
      'What the browser needs to sign in with a passkey: a challenge for this browser, once.',
    reply: PasskeyRequest,
    errors: ['passkeys-unavailable', 'too-many-tries'],
  }),
  signInWithPasskey: route({
    method: 'POST',
    path: '/api/sessions/passkey',
    access: 'public',
    summary: 'Signs in with what a passkey signed: sets the session cookie.',
    body: PasskeySignIn,
    reply: Account,
    errors: ['passkey-wrong', 'passkey-expired', 'account-disabled', 'too-many-tries', 'busy'],
  }),
} as const;
