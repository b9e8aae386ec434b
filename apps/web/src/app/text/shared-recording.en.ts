/** What somebody with a link to a recording reads. */
export const sharedRecording = {
  recordedIn: (roomName: string, when: string) => `${roomName}, ${when}`,
  download: 'Download',
  goneHeading: 'This link does not work',
  gone: 'It has ended or was taken back. Ask whoever sent it for a new one.',
  signInHeading: 'Sign in to watch',
  signInText: 'This recording is for people with an account here.',
  signIn: 'Sign in',
  passwordHeading: 'This recording has a password',
  passwordText: 'Whoever sent you the link knows it.',
  password: 'Password',
  watch: 'Watch',
  opening: 'Opening…',
} as const;
