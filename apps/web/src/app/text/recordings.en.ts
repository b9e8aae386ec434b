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

const countOf = (count: number) => (count === 1 ? '1 recording' : `${count} recordings`);
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

const fullMoment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

export const recordings = {
  heading: 'Recordings',
  intro: 'What you record in your rooms is kept here.',
  count: countOf,
  list: 'Recordings',
  search: 'Search rooms and people',
  emptyHeading: 'Nothing recorded yet',
  empty: 'Open a room, press “Start recording” in the meeting, and find it here when you stop.',
  toRooms: 'Go to rooms',
  noMatchHeading: 'Nothing found',
  noMatch: 'No recording is like that. Search for something else, or show everything.',
  filters: 'Search and filters',
  anyRoom: 'Any room',
  anyStatus: 'Any status',
  inProgress: 'In progress',
  anyDate: 'Any date',
  today: 'Today',
  lastDays: (days: number) => (days === 365 ? 'Last year' : `Last ${days} days`),
  chooseDates: 'Choose dates',
  from: 'From',
  to: 'Up to',
  clearFilters: 'Show everything',

  yourStorage: 'Your recordings',
  serverStorage: 'All recordings here',
  spaceUsed: (whose: string, used: string, quota: string | null) =>
    quota === null ? `${whose}: ${used}` : `${whose}: ${used} of ${quota}`,
  spaceNear: 'Almost full. Delete what you no longer need.',
  spaceFull: 'Full: nothing new can be recorded. Delete what you no longer need.',

  select: (title: string) => `Select ${title}`,
  selectAll: 'Select all',
  selection: 'Selection',
  selected: (count: number, sizeBytes: number) => `${count} selected, ${sizeInWords(sizeBytes)}`,
  downloadSeveral: (count: number) => `Download ${count}`,
  deleteSeveral: (count: number) => `Delete ${count}`,
  clearSelection: 'Clear selection',

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
  fullMoment: (moment: Date) => fullMoment.format(moment),
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
  share: 'Share',
  sharedWithYou: 'Shared with you',
  goesOn: (moment: Date, now: Date) =>
    `Goes on ${(moment.getFullYear() === now.getFullYear() ? day : dayOfYear).format(moment)}`,
  undo: 'Undo',
  deleted: (titles: readonly string[]) =>
    titles.length === 1 ? `“${titles[0] ?? ''}” is deleted` : `${countOf(titles.length)} deleted`,
  restored: (titles: readonly string[]) =>
    titles.length === 1 ? `“${titles[0] ?? ''}” is back` : `${countOf(titles.length)} are back`,
  restoreFailed: 'It could not be brought back: that is possible for half a minute only.',

  back: 'Back to the list',
  room: 'Room',
  date: 'Date',
  size: 'Size',
  inMeeting: 'People',
  stillRecording: 'This recording is still running. It can be played when it has stopped.',
  processing: 'This recording is being made seekable. It plays here in a few seconds.',
  gone: 'This recording was deleted.',
  details: 'Details',
  started: 'Started',
  layout: 'Layout',
  layouts: {
    grid: 'Everybody',
    speaker: 'Who speaks large',
    screen: 'Shared screen large',
    tile: 'One picture',
    none: 'Sound only',
  },
  quality: 'Quality',
  qualities: { small: 'Small', usual: 'Usual', fine: 'Fine' },
  number: 'Recording number',
  copyNumber: 'Copy recording number',
  numberCopied: 'Recording number copied',

  tracks: 'Tracks',
  tracksHint:
    'What everybody’s own device recorded of them, in full quality. The zip holds this recording, every track, and by how much each is shifted.',
  downloadTracks: 'Download tracks',
  sources: {
    microphone: 'Microphone',
    camera: 'Camera',
    screen_share: 'Screen',
    screen_share_audio: 'Sound of the screen',
    second_screen_share: 'Second screen',
    second_screen_share_audio: 'Sound of the second screen',
  },
  consents: 'Consent',
  consentsHint: 'What everybody answered when they were asked whether they may be recorded.',
  answers: {
    agreed: 'Agreed',
    declined: 'Declined: left out',
    'told-at-door': 'Told at the door',
  },
} as const;
