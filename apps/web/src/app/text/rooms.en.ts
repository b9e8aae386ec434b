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
  search: 'Search rooms',
  nothingFound: (text: string) => `No room is called “${text}”.`,
  meetings: 'Meetings',
  deleteRoom: 'Delete room',

  password: 'Password',
  lobby: 'Lobby',
  invitedOnly: 'By invitation',
  accountsOnly: 'No guests',
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
  newRoomHint: 'Everything else is in the room settings, now or later.',
  description: 'Description',
  descriptionHint: 'Shown at the door, to whoever has the link.',
  switches: {
    hasLobby: {
      label: 'Lobby',
      hint: 'Each person waits until a moderator admits them.',
    },
    allowsGuests: {
      label: 'Guests',
      hint: 'People without an account may come in. Switched off, guests inside have to leave at once.',
    },
    onlyInvited: {
      label: 'By invitation only',
      hint: 'The room link alone lets nobody in: people need an invitation link, which you make under “Invite people”.',
    },
    waitsForHost: {
      label: 'Wait for the host',
      hint: 'Early comers wait, and come in by themselves as soon as you or a moderator is there.',
    },
  },
  capacity: 'People at once',
  capacityHint: 'Empty: as many as this server allows.',
  capacityWrong: 'A whole number from 2 to 1,000, or nothing.',
  opensAt: 'Opens',
  closesAt: 'Closes',
  closesWrong: 'The room has to close after it opens.',
  timesHint:
    'Before and after, only you and the room’s moderators come in. Whoever is inside when it closes may stay.',
  libertiesHint:
    'What participants may do. Holds at once, also in a meeting that is going on; moderators may change it for theirs.',
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

const headings = [
  'General',
  'Who may come in',
  'What participants may do',
  'Moderators',
  'Connection',
  'Recording',
] as const;
export const roomSections = {
  navigation: 'Sections',
  headings,
  general: headings[0],
  entrance: headings[1],
  liberties: headings[2],
  moderators: headings[3],
  network: headings[4],
  recording: headings[5],
} as const;

/** How large a file may be, in a room's settings. */
export const roomFiles = {
  largest: 'Largest file',
  anySize: 'Any size',
  noFiles: 'No files',
  largestHint: 'Holds for moderators too. What is listed already stays until it is taken back.',
} as const;

/** The section `Recording` of a room's settings. */
export const roomRecording = {
  switches: {
    startsByItself: {
      label: 'Record by itself',
      hint: 'The recording starts with the meeting, as soon as you or a moderator is there. The door says so.',
    },
    recordsAlong: {
      label: 'Record along',
      hint: 'The page of a second moderator records, too, and goes on if the first one fails. Costs that computer some work.',
    },
    forParticipants: {
      label: 'Share with participants',
      hint: 'Whoever was in the meeting with an account finds the recording in their library.',
    },
  },
  consent: 'Who is recorded',
  rules: {
    'may-decline': 'Everyone who does not decline',
    'must-agree': 'Only those who agree',
  },
  days: 'Keep recordings, days',
  daysHint: 'Empty: as long as this server keeps any. After that they are deleted.',
  daysWrong: 'A whole number from 1 to 3,650, or nothing.',
} as const;
