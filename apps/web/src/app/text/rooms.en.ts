const people = (count: number) => (count === 1 ? '1 in the meeting' : `${count} in the meeting`);

export const rooms = {
  heading: 'Rooms',
  intro: 'A room is yours to keep: same link, same settings, every time.',
  list: 'Your rooms',
  newRoom: 'New room',
  emptyHeading: 'Make your first room',
  empty:
    'A room has a link that never changes. Send it to whoever should come: they need nothing else.',

  open: 'Open',
  copyLink: 'Copy link',
  settings: 'Room settings',
  more: 'More',
  deleteRoom: 'Delete room',

  password: 'Password',
  lobby: 'Lobby',
  live: (count: number, minutes: number) =>
    minutes < 1 ? people(count) : `${people(count)}, ${minutes} min`,

  name: 'Room name',
  namePlaceholder: 'Board meeting',
  nameWrong: 'Give the room a name.',
  roomPassword: 'Room password',
  passwordHintNew: 'Optional. Whoever joins must type it.',
  passwordHintSet: 'Set. Type a new one to change it; nobody inside has to leave.',
  passwordHintRemoved: 'Will be taken away when you save.',
  removePassword: 'Remove password',
  keepPassword: 'Keep password',
  lobbyHint: 'Each person waits until a moderator admits them.',
  hidesAddresses: 'Hide addresses',
  hidesAddressesHint:
    'Nobody learns anybody’s network address: everything goes through the server’s relay, which costs some speed. Holds from the next meeting on.',
  ceilings: 'Limits for each sender',
  ceilingsHint:
    'The most that anybody in the meeting sends to each of the others. Holds at once, also in a meeting that is going on.',
  create: 'Create room',
  creating: 'Creating…',
  created: (name: string) => `“${name}” is ready. Copy its link and send it.`,
  save: 'Save',
  saving: 'Saving…',
  saved: 'Room settings saved',

  deleteHeading: (name: string) => `Delete “${name}”?`,
  deleteText:
    'Its link stops working for good, and a meeting in it ends for everyone. Recordings stay.',
  deleted: (name: string) => `“${name}” is deleted`,
} as const;
