import type { FailureCode, ParleyFailure } from '../api/parley-failure';

/** `40 seconds`, `3 minutes`: rounded up, so that a try after it succeeds. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

const sentences: Readonly<Record<FailureCode, string>> = {
  invalid: 'Something in the form is missing or not valid.',
  unauthenticated: 'You are signed out. Sign in to go on.',
  forbidden: 'You are not allowed to do this.',
  'not-found': 'This does not exist any more.',
  conflict: 'Somebody changed this meanwhile. Reload the page and try again.',
  'too-large': 'This is too large.',
  'too-many-tries': 'Too many tries.',
  busy: 'The server is busy.',
  internal: 'Something went wrong on our side. Try again.',
  'credentials-wrong': 'Email or password is wrong.',
  'email-taken': 'There is already an account with this email. Sign in instead.',
  'sign-up-closed': 'Accounts are by invitation here. Ask whoever runs this server.',
  'setup-link-used': 'This one-time link has already been used. Sign in instead.',
  'account-invitation-over':
    'This invitation cannot be used: it was used or withdrawn, is too old, or is for another email.',
  'account-disabled': 'This account is disabled. Ask whoever runs this server.',
  'passkey-wrong': 'This passkey is not known here. Sign in another way.',
  'passkey-expired': 'This took too long. Try again.',
  'passkeys-unavailable': 'Passkeys do not work at this address.',
  'proof-needed': 'Confirm that it is you first.',
  'last-way-in': 'Without this you could not sign in any more. Set a password first.',
  'sign-in-expired': 'This sign-in took too long, or began in another browser. Try again.',
  'provider-unavailable': 'The sign-in service cannot be reached. Try again later.',
  'provider-refused': 'The sign-in service gave an answer that cannot be trusted. Try again.',
  'provider-denied': 'The sign-in was cancelled.',
  'provider-email-missing': 'The sign-in service does not vouch for an email address of yours.',
  'provider-email-known':
    'There is already an account with your email. Sign in to it, then connect it on the account page.',
  'provider-taken': 'This sign-in belongs to another account here.',
  'reset-link-used': 'This link has been used already, or is too old. Ask for a new one.',
  'last-administrator': 'Somebody has to be an administrator here. Make somebody else one first.',
  'picture-unreadable': 'This file is not a picture that can be used. Choose a PNG, JPEG or WebP.',
  'relay-missing':
    'This server has no relay, so it cannot hide addresses. Switch “Hide addresses” off, or ask whoever runs it to set one up.',
  'account-unknown': 'Nobody has an account here with this email.',
  'room-unknown': 'There is no room at this link. Check it, or ask for a new one.',
  'room-password-wrong': 'The room password is wrong.',
  'room-locked': 'The meeting is locked. Ask a moderator to unlock it.',
  'room-full': 'The meeting is full.',
  'room-not-open': 'This room is not open yet.',
  'room-closed': 'This room is closed.',
  'guests-refused': 'This room is for people with an account. Sign in to enter.',
  'invitation-needed': 'This room is for people with an invitation link.',
  'invitation-over': 'This invitation link does not work any more.',
  removed: 'A moderator removed you from this meeting.',
  blocked: 'A moderator removed you and blocked you from coming back.',
  denied: 'A moderator did not let you in.',
  'meeting-ended': 'The meeting has ended.',
  'seat-gone': 'Your seat in the meeting has expired. Join again.',
  'last-host': 'There must be at least one moderator in the meeting.',
  'ticket-invalid': 'The recording can no longer be sent from this device.',
  'recording-running': 'A recording is already running.',
  'recording-closed': 'The recording is already finished.',
  'slice-out-of-order': 'Part of the recording is missing on the server.',
  'slice-differs': 'Part of the recording differs from what the server has.',
  'hash-mismatch': 'Part of the recording was damaged on the way.',
  'not-a-recording': 'This is not a recording.',
  'storage-full': 'The server has no room left for recordings.',
  'recordings-off': 'This server keeps nothing, so nothing can be recorded here.',
  'quota-exceeded': 'The space for recordings of this room’s owner is used up. Delete some first.',
  'too-many-recordings': 'You are recording in two meetings already. Stop one first.',
  'recording-deleted': 'This recording was deleted.',
  'range-not-satisfiable': 'The recording is shorter than that.',
  'format-unavailable': 'This recording cannot be had as MP4.',
  'format-processing': 'The MP4 is being made. Try again in a moment.',
  'sign-in-needed': 'Sign in to see this recording.',
  'share-password-needed': 'This recording needs a password.',
  'share-password-wrong': 'The password is wrong.',
  offline: 'The server cannot be reached. Check your connection and try again.',
  'reply-unreadable': 'The server is of another version than this page. Reload the page.',
};

/** The sentence a person sees for a failure. Never the raw message. */
export function sentenceFor(failure: Pick<ParleyFailure, 'code' | 'retryAfterSeconds'>): string {
  const sentence = sentences[failure.code];
  if (failure.retryAfterSeconds === undefined) return sentence;
  return `${sentence} Try again in ${waitInWords(failure.retryAfterSeconds)}.`;
}
