import * as z from 'zod';

/** Every reason Parley gives for refusing. The web app turns a code into a sentence; nobody shows `message` to a person. */
export const ErrorCode = z.enum([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'too-many-tries',
  'busy',
  'internal',
  // accounts
  'credentials-wrong',
  'email-taken',
  'sign-up-closed',
  'setup-link-used',
  'passkey-wrong',
  'passkey-expired',
  'passkeys-unavailable',
  'last-way-in',
  'sign-in-expired',
  'provider-unavailable',
  'provider-refused',
  'provider-denied',
  'provider-email-missing',
  'provider-email-known',
  'provider-taken',
  // rooms
  'relay-missing',
  // the door
  'room-unknown',
  'room-password-wrong',
  'room-locked',
  'room-full',
  'removed',
  'blocked',
  'denied',
  'meeting-ended',
  'seat-gone',
  // moderation
  'last-host',
  // recordings
  'ticket-invalid',
  'recording-running',
  'recording-closed',
  'slice-out-of-order',
  'slice-differs',
  'hash-mismatch',
  'not-a-recording',
  'storage-full',
  'range-not-satisfiable',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What a refusal looks like on the wire, over REST and in socket acknowledgements alike. */
export const Failure = z.object({
  code: ErrorCode,
  /** For engineers and logs; never shown to a person. */
  message: z.string(),
  /** Which field is wrong and why, when `code` is `invalid`. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Seconds to wait before another try can succeed, when `code` is `too-many-tries` or `busy`. */
  retryAfterSeconds: z.number().int().nonnegative().optional(),
});
export type Failure = z.infer<typeof Failure>;

/** The answer to every socket event: acknowledgements always answer, with one of these. */
export type Result<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Failure };

/** The HTTP status that carries each code over REST. */
export const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many-tries': 429,
  busy: 503,
  internal: 500,
  'credentials-wrong': 401,
  'email-taken': 409,
  'sign-up-closed': 403,
  'setup-link-used': 403,
  'passkey-wrong': 401,
  'passkey-expired': 410,
  'passkeys-unavailable': 409,
  'last-way-in': 409,
  'sign-in-expired': 410,
  'provider-unavailable': 503,
  'provider-refused': 403,
  'provider-denied': 403,
  'provider-email-missing': 403,
  'provider-email-known': 409,
  'provider-taken': 409,
  'relay-missing': 409,
  'room-unknown': 404,
  'room-password-wrong': 403,
  'room-locked': 403,
  'room-full': 403,
  removed: 403,
  blocked: 403,
  denied: 403,
  'meeting-ended': 410,
  'seat-gone': 401,
  'last-host': 409,
  'ticket-invalid': 401,
  'recording-running': 409,
  'recording-closed': 410,
  'slice-out-of-order': 409,
  'slice-differs': 409,
  'hash-mismatch': 422,
  'not-a-recording': 415,
  'storage-full': 507,
  'range-not-satisfiable': 416,
};
