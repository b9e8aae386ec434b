/** What moderators can do, and how it is asked once more. English is the source language. */
export const moderation = {
  mute: 'Mute',
  stopCamera: 'Stop camera',
  stopSharing: 'Stop sharing',
  lowerHand: 'Lower hand',
  raiseHand: 'Raise hand',
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
  removeHeading: (name: string) => `Remove ${name}?`,
  removeText: (name: string) =>
    `${name} leaves at once and comes back only if a moderator lets them in. From now on new people wait in the lobby.`,
  blockText: (name: string) =>
    `${name} leaves at once and cannot come back to this room from their account or device.`,
} as const;
