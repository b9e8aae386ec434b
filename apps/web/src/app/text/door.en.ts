import type { ErrorCode } from '@parley/contract';
import { waitInWords } from './errors.en';

export const door = {
  yourName: 'Your name',
  nameNeeded: 'Type your name, so that the others know who you are.',
  roomPassword: 'Room password',
  join: 'Join',
  askToJoin: 'Ask to join',
  joining: 'Joining…',
  promise: 'No account needed. Voice, picture and files go straight between you, encrypted.',
  started: 'The meeting has started.',
  notStarted: 'Nobody is here yet. You can be the first.',
  hostMissing:
    'The host is not here yet. Join now, and you come in by yourself as soon as they are.',
  recorded: 'This meeting is being recorded.',
  mayBeRecorded: 'This meeting may be recorded.',
  lobby: 'A moderator lets each person in.',
  locked: 'The meeting is locked. Only its host can enter now.',
  full: (maxParticipants: number) =>
    `The meeting is full: it takes up to ${maxParticipants} people. You can enter once somebody has left.`,
  unknownHeading: 'There is no room at this link',
  unknownText: 'It may be mistyped, or the room was deleted. Ask whoever sent it for a new one.',
  unreachableHeading: 'The server cannot be reached',
  unreachableText: 'Check your connection. Your link is fine; try it again in a moment.',
  unloadedHeading: 'The meeting could not be loaded',
  unloadedText:
    'Your connection failed, or the server was updated meanwhile. Your seat is kept: try again.',
  entering: 'Entering the meeting',
  movesHere:
    'You are in this meeting already, in another tab or on another device. Joining moves you here.',
  isInside: (name: string) => `${name} is in this meeting already, in another tab of this browser.`,
  continueAs: (name: string) => `Continue as ${name}`,
} as const;

const refusals: Readonly<Partial<Record<ErrorCode, string>>> = {
  'room-password-wrong': 'The room password is wrong. Check it with whoever invited you.',
  'room-locked': 'The meeting is locked: nobody new can enter. Ask a moderator to unlock it.',
  'room-full': 'The meeting is full. Try again when somebody has left.',
  'room-not-open': 'The room is not open yet.',
  'room-closed': 'The time for which this room was open is over.',
  'guests-refused': 'This room is for people with an account. Sign in to enter.',
  'invitation-needed':
    'This room is for people with an invitation link. Ask whoever sent you here for one.',
  'invitation-over':
    'This invitation link does not work any more: it was used up, is too old, or was taken back. Ask for a new one.',
  removed: 'A moderator removed you from this meeting. Only a moderator can let you back in.',
  blocked: 'A moderator removed you from this meeting and blocked you from coming back.',
  denied: 'A moderator did not let you in.',
  'meeting-ended': 'The meeting has ended. Join to start a new one.',
  'room-unknown': 'There is no room at this link any more.',
  'seat-gone': 'You were away for too long and your place was given up. Join again.',
  invalid: 'This name or password cannot be used. Change it and try again.',
};

/** Why one cannot come in; undefined where the common sentence says it as well. */
export function refusalSentence(code: ErrorCode): string | undefined {
  return refusals[code];
}

/** Counts down with the seconds that are left. */
export function tooManyTries(secondsLeft: number): string {
  return secondsLeft > 0
    ? `Too many wrong passwords. Try again in ${waitInWords(secondsLeft)}.`
    : 'You can try the password again now.';
}

export const after = {
  stillSending: 'A recording is still being sent. Leave this page open for a moment.',
  leftHeading: 'You left the meeting',
  leftText: 'Your camera and microphone are off.',
  removedHeading: 'You were removed from the meeting',
  removedBy: (name: string) => `${name} removed you. Only a moderator can let you back in.`,
  removedText: 'A moderator removed you. Only a moderator can let you back in.',
  blockedBy: (name: string) => `${name} removed you and blocked you from coming back.`,
  blockedText: 'A moderator removed you and blocked you from coming back.',
  endedHeading: 'The meeting has ended',
  endedBy: (name: string) => `${name} ended it for everyone.`,
  endedText: 'Everyone has left.',
  deniedHeading: 'You were not let in',
  deniedBy: (name: string) => `${name} did not let you in.`,
  deniedText: 'A moderator did not let you in.',
  replacedHeading: 'You are in this meeting in another tab',
  replacedText: 'You took your place over there. You can take it back here.',
  goneHeading: 'You were away for too long',
  goneText: 'Your place was given up. You can join again.',
  signIn: 'Sign in',
  signedOutHeading: 'You were signed out',
  signedOutText:
    'The meeting goes on without you: the session or account you had joined with was ended. Sign in again, or come back as a guest.',
  uninvitedHeading: 'You cannot stay in this room',
  uninvitedText:
    'Whoever owns the room takes no guests any more, or has taken your invitation back. The meeting goes on without you.',
  failedHeading: 'You could not stay in the meeting',
  rejoin: 'Rejoin',
  takeBack: 'Use this tab',
  toDoor: 'Back to the door',
  toRooms: 'Go to my rooms',
} as const;
