import type { Recording, RecordingStatus } from '@parley/contract';
import { sizeInWords } from './amounts.en';

const mostNames = 4;

const statusWords: Readonly<Record<RecordingStatus, string>> = {
  recording: 'Recording',
  processing: 'Processing',
  ready: 'Ready',
  recovered: 'Recovered',
  failed: 'Failed',
};

const reasons: Readonly<Record<NonNullable<Recording['statusReason']>, string>> = {
  'recorder-gone': 'The recorder left early',
  'server-restarted': 'The server restarted',
  'nothing-recorded': 'Nothing was recorded',
  damaged: 'What arrived cannot be played',
};

export const recordings = {
  heading: 'Recordings',
  intro: 'What you record in your rooms is kept here.',
  used: (count: number, sizeBytes: number) =>
    `${count === 1 ? '1 recording' : `${count} recordings`}, ${sizeInWords(sizeBytes)}`,
  list: 'Recordings',
  search: 'Search rooms and people',
  emptyHeading: 'Nothing recorded yet',
  empty: 'Open a room, press “Start recording” in the meeting, and find it here when you stop.',
  toRooms: 'Go to rooms',
  noMatchHeading: 'Nothing found',
  noMatch: (search: string) => `No room, title or person matches “${search}”.`,
  clearSearch: 'Clear search',

  columns: {
    picture: 'Picture and duration',
    room: 'Room and people',
    date: 'Date',
    size: 'Size',
    status: 'Status',
    actions: 'Actions',
  },
  status: (status: RecordingStatus) => statusWords[status],
  reason: (reason: Recording['statusReason']) => (reason === null ? '' : reasons[reason]),
  people: (names: readonly string[]) => {
    if (names.length <= mostNames) return names.join(', ');
    return `${names[0] ?? ''} and ${names.length - 1} others`;
  },
  duration: 'Duration',
  unknownDuration: 'Not known yet',

  play: 'Play',
  download: 'Download',
  rename: 'Rename',
  delete: 'Delete',
  title: 'Title',
  titleWrong: 'Give the recording a title.',
  renameHeading: 'Rename recording',
  save: 'Save',
  saving: 'Saving…',
  renamed: 'Recording renamed',
  deleteHeading: (title: string) => `Delete “${title}”?`,
  deleteText: 'The recording and its file are gone for good.',
  deleted: (title: string) => `“${title}” is deleted`,

  back: 'Back to the list',
  player: 'Player',
  room: 'Room',
  date: 'Date',
  size: 'Size',
  inMeeting: 'People',
  stillRecording: 'This recording is still running. It can be played when it has stopped.',
  processing: 'This recording is being made seekable. It plays here in a few seconds.',
  playerFailed: 'This browser cannot play the recording. Download it instead.',
} as const;
