/** Words that stand on every page. English is the source language. */
export const common = {
  product: 'Parley',
  skipToContent: 'Skip to content',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  retry: 'Try again',
  more: 'More',
  loading: 'Loading',
  mainNavigation: 'Main',
  linkCopied: 'Link copied',
  copyFailed: 'The link could not be copied. Select it and copy it by hand.',
} as const;

export const pageTitles = {
  signIn: 'Sign in',
  signUp: 'Create account',
  forgotPassword: 'Forgot your password?',
  resetPassword: 'Choose a new password',
  rooms: 'Rooms',
  room: 'Room',
  recordings: 'Recordings',
  recording: 'Recording',
  sharedRecording: 'Shared recording',
  account: 'Account',
  admin: 'Administration',
  meetings: 'Meetings',
  attendance: 'Attendance',
  check: 'Check your devices',
  direct: 'Send files without a room',
  notFound: 'Page not found',
} as const;

export const notFound = {
  heading: 'Page not found',
  text: 'There is nothing at this address. The link may be mistyped, or what it led to was deleted.',
  back: 'Go to the start page',
} as const;
