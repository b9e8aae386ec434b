/** The People panel. English is the source language. */
export const people = {
  you: 'you',
  roles: { host: 'host', moderator: 'moderator', participant: '', viewer: 'viewer' },
  reconnecting: 'reconnecting',
  muted: 'muted',
  unmuted: 'microphone on',
  handRaised: 'hand raised',
  waiting: 'Waiting',
  isWaiting: 'is waiting',
  wasRemoved: 'was removed before',
  deny: 'Deny',
  admit: 'Admit',
  admitEveryone: 'Admit everyone',
  participants: 'In the meeting',
  actionsFor: (name: string) => `Actions for ${name}`,
  admitOne: (name: string) => `Admit ${name}`,
  denyOne: (name: string) => `Deny ${name}`,
} as const;
