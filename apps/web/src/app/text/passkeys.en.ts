const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** Passkeys and the OpenID provider, at sign-in and on the account page. */
export const waysIn = {
  or: 'or',
  withPasskey: 'Sign in with a passkey',
  withProvider: (name: string) => `Sign in with ${name}`,
  waitingForPasskey: 'Waiting for your passkey…',

  noPasskeyUsed: 'No passkey was used. Try again, or sign in another way.',
  knownAlready: 'This device or password manager has a passkey for your account already.',
  needName: (address: string) => `Passkeys need a name in the address. Open ${address} instead.`,
  needHttps: 'Passkeys need https and a name in the address, not a number.',
  noPasskeys: 'This browser has no passkeys.',
} as const;

/** Signing in once more, before something that only the account's owner may do. */
export const proof = {
  heading: 'Confirm that it is you',
  why: 'You signed in a while ago, and this changes how your account is entered.',
  password: 'Password',
  passwordMissing: 'Type your password.',
  passwordWrong: 'This is not your password.',
  confirm: 'Confirm',
} as const;

export const passkeys = {
  heading: 'Passkeys',
  intro: 'Sign in with your fingerprint, face or screen lock instead of a password.',
  none: 'No passkey yet.',
  add: 'Add a passkey',
  created: (date: Date) => `Added ${day.format(date)}`,
  neverUsed: 'never used',
  lastUsed: (date: Date) => `last used ${day.format(date)}`,
  rename: 'Rename',
  renameOne: (name: string) => `Rename ${name}`,
  delete: 'Delete',
  deleteOne: (name: string) => `Delete ${name}`,
  deleteHeading: (name: string) => `Delete ${name}?`,
  deleteText:
    'It will not let you in any more. Your device may go on offering it until you delete it there, too.',
  deleted: 'Passkey deleted',
  added: 'Passkey added',

  newHeading: 'Add a passkey',
  newText: 'Your browser asks next where to keep it.',
  renameHeading: 'Rename passkey',
  name: 'Passkey name',
  nameHint: 'To tell it from others, like “Phone” or “Security key”.',
  nameWrong: 'Type a name for the passkey.',
  goOn: 'Continue',
  save: 'Save',
} as const;

export const provider = {
  heading: (name: string) => `Sign-in with ${name}`,
  notConnected: 'Not connected to your account.',
  connected: (date: Date) => `Connected since ${day.format(date)}.`,
  connect: (name: string) => `Connect ${name}`,
  disconnect: (name: string) => `Disconnect ${name}`,
  disconnectHeading: (name: string) => `Disconnect ${name}?`,
  disconnectText: (name: string) => `You cannot sign in with ${name} after that.`,
  disconnectAction: 'Disconnect',
  disconnected: 'Disconnected',
} as const;
