import { limits } from '@parley/contract';

const dayInWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** The account page; what stands on the sign-in pages, too, is in accounts.en. */
export const account = {
  heading: 'Account',
  intro: 'How you appear, and how you sign in.',
  administrator: 'Administrator',
  memberSince: (date: Date) =>
    `Since ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(date)}`,

  profile: 'Profile',
  profileIntro: 'What others see of you in meetings.',
  name: 'Name',
  nameWrong: 'Type your name.',
  email: 'Email',
  emailHint: 'For signing in; nobody else sees it.',
  saveName: 'Save name',
  saving: 'Saving…',
  nameSaved: 'Name saved. Meetings you are in keep the old one until you join again.',
  changePicture: 'Change picture',
  removePicture: 'Remove picture',
  pictureRemoved: 'Picture removed',
  pictureSaved: 'Picture saved. Meetings you are in show it when you join again.',

  password: 'Password',
  passwordIntro: 'Changing it signs you out everywhere else.',
  currentPassword: 'Current password',
  newPassword: 'New password',
  newPasswordHint: `At least ${limits.accountPasswordMinLength} characters. Several words are good.`,
  currentMissing: 'Type your current password.',
  changePassword: 'Change password',
  setPassword: 'Set password',
  passwordChanged: 'Password changed. You are signed out everywhere else.',
  passwordWrong: 'The current password is wrong.',

  sessions: 'Sessions',
  sessionsIntro:
    'Where you are signed in. Ending one also ends the meeting it is in, within a second.',
  sessionsFailed: 'Your sessions cannot be shown.',
  session: (browser: string | null, system: string | null) =>
    [browser ?? 'Unknown browser', system].filter(Boolean).join(' on '),
  thisSession: 'This session',
  signedInOn: (date: Date) => `Signed in ${dayInWords.format(date)}`,
  lastSeen: (date: Date, nowMs: number) => `Last seen ${agoInWords(date, nowMs)}`,
  endSession: 'End',
  endSessionOf: (session: string) => `End session: ${session}`,
  sessionEnded: 'Session ended',
  endOthers: 'End all other sessions',
  othersEnded: 'You are signed out everywhere else',

  danger: 'Delete account',
  dangerIntro: 'For good. Nobody can bring it back.',
  deleteAccount: 'Delete account',
} as const;

/** `5 minutes ago`, `yesterday`; what was less than a few minutes ago is now, because it is not known better. */
function agoInWords(date: Date, nowMs: number): string {
  const minutes = Math.floor((nowMs - date.getTime()) / 60_000);
  if (minutes < 6) return 'just now';
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour');
  return relative.format(-Math.floor(minutes / (24 * 60)), 'day');
}

export const deletion = {
  heading: 'Delete your account?',
  goes: 'What goes with it, at once and for good:',
  list: [
    'Your name, email, picture and every session.',
    'Your rooms with their links. Meetings going on in them end for everybody.',
    'Recordings that nobody but you can see.',
  ],
  stays:
    'Recordings that others made in your rooms stay with them, and those you made in other people’s rooms stay with these.',
  password: 'Password',
  passwordMissing: 'Type your password.',
  passwordWrong: 'The password is wrong.',
  confirm: 'Delete account',
  deleting: 'Deleting…',
  done: 'Your account is deleted',
} as const;

export const picture = {
  heading: 'Your picture',
  intro: 'Shown in meetings while your camera is off.',
  chooseFile: 'Choose a file',
  useCamera: 'Use the camera',
  take: 'Take picture',
  another: 'Take another',
  zoom: 'Zoom',
  cropHint: 'Drag to move. Arrow keys work, too.',
  crop: 'Part of the picture that is shown',
  preview: 'Camera preview',
  save: 'Save picture',
  saving: 'Saving…',
  heic: 'This is a HEIC picture, which most browsers cannot open. Save it as JPEG first, or take a picture with the camera.',
  unreadable: 'This file is not a picture that can be used. Choose a PNG, JPEG or WebP.',
  noCamera: 'The camera cannot be used. Check that no other program has it, or choose a file.',
} as const;
