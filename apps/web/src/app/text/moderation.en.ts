/** What moderators can do, and how it is asked once more. English is the source language. */
export const moderation = {
  mute: 'Mute',
  muteOthers: 'Mute everyone else',
  stopCamera: 'Stop camera',
  stopSharing: 'Stop sharing',
  lowerHand: 'Lower hand',
  raiseHand: 'Raise hand',
  askToUnmute: 'Ask to unmute',
  allowToUnmute: 'Allow to unmute',
  permissions: 'Permissions',
  toLobby: 'Put back into lobby',
  confirmToLobby: 'Put into lobby',
  suspend: 'Suspend everything',
  goOn: 'Let the meeting go on',
  isSuspended: 'Everything is suspended',
  lowerAllHands: 'Lower all hands',
  blocked: 'Blocked people',
  nobodyMayUnmute: 'Nobody may unmute',
  nobodyElseMayUnmute: 'Nobody else may unmute',
  mayTheyUnmute: 'Everyone may unmute themselves.',
  knockSound: 'Knock sound',
  sendFile: 'Send file',
  makeModerator: 'Make moderator',
  removeModerator: 'Remove moderator',
  remove: 'Remove from meeting',
  removeAndBlock: 'Remove and block',
  confirmRemove: 'Remove',
  muteEveryone: 'Mute everyone',
  lock: 'Lock meeting',
  unlock: 'Unlock meeting',
  lobby: 'Lobby',
  lobbyHint: 'New people wait until you let them in.',
  copyLink: 'Copy link',
  suspendHeading: 'Suspend everything?',
  suspendText:
    'Every microphone, camera and screen but yours goes off, nobody may chat, share or switch anything on, and the meeting is locked, until you let it go on.',
  toLobbyHeading: (name: string) => `Put ${name} back into the lobby?`,
  toLobbyText: (name: string) =>
    `${name} sees and hears nothing until a moderator admits them again. New people wait in the lobby, too.`,
  invitationHeading: 'Take the invitation back, too?',
  invitationText: (name: string) =>
    `${name} came by an invitation link. Taken back, it lets nobody new in; whoever came by it before is known and may come again.`,
  takeInvitationBack: 'Take it back',
  removeHeading: (name: string) => `Remove ${name}?`,
  removeText: (name: string) =>
    `${name} leaves at once and comes back only if a moderator lets them in. From now on new people wait in the lobby.`,
  blockHeading: (name: string) => `Remove and block ${name}?`,
  blockText: (name: string) =>
    `${name} leaves at once and cannot come back to this room from their account or device.`,
} as const;

/** The dialog that says what participants may do. */
export const permissionsText = {
  heading: 'What participants may do',
  headingFor: (name: string) => `What ${name} may do`,
  hint: 'Holds at once, for everybody who is no moderator.',
  hintFor: 'Holds at once, whatever the others may do.',
  holdTheFloor: 'Mute everyone, and nobody may unmute',
  close: 'Close',
} as const;

/** The list of those who may not come. */
export const blockedText = {
  heading: 'Blocked people',
  list: 'Blocked',
  hint: 'They cannot come to this room with their account or device.',
  by: (name: string, when: string) => (name === '' ? when : `by ${name}, ${when}`),
  unknownName: 'Somebody',
  allowAgain: 'Allow again',
  allowOne: (name: string) => `Allow ${name} again`,
  empty: 'Nobody is blocked',
  loading: 'Reading the list …',
  close: 'Close',
} as const;

/** A moderator asks somebody to unmute, or allows it. */
export const unmuteText = {
  asked: (by: string) => `${by} asks you to unmute`,
  allowed: (by: string) => `${by} lets you unmute`,
  text: 'You are heard only when you unmute.',
  unmute: 'Unmute',
  stay: 'Stay muted',
} as const;

/** Leaving, with somebody in one's place. */
export const handOverText = {
  heading: 'Who moderates after you?',
  text: 'Without a choice it is whoever has been here longest.',
  list: 'People',
  action: 'Hand over and leave',
  cancel: 'Cancel',
} as const;
