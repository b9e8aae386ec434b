import { sizeInWords } from './amounts.en';

/** What the rows of shared files say. English is the source language. */
export const sharedFiles = {
  download: 'Download',
  downloadTo: 'Download to…',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  save: 'Save',
  tryAgain: 'Try again',
  shareAgain: 'Share again',
  takeBack: 'Take back',
  pauseAll: 'Pause all',
  resumeAll: 'Resume all',
  shareFiles: 'Share files',
  shareFolder: 'Share a folder',
  otherWays: 'Other ways to share',
  otherPlaces: 'Other places',
  shared: 'Shared files',
  verified: 'Verified',
  verifying: 'Checking the whole file …',
  preparing: 'Reading the file',
  paused: 'Paused',
  cancelled: 'Cancelled',
  hash: 'SHA-256',
  hashing: 'Working it out …',
  notHashed: 'The file cannot be read any more.',
  copyHash: 'Copy',
  copyThisHash: 'Copy SHA-256',
  hashCopied: 'SHA-256 copied',
  program: 'program',
  empty: 'No files yet',
  emptyText:
    'Files go straight between you, checked byte by byte. The server never sees what is in them.',
  you: 'you',
  forYou: 'only for you',
  theServer: 'the server',
  onlyFor: (name: string) => `only for ${name}`,
  from: (name: string) => `from ${name}`,
  look: (name: string) => `Look at ${name}`,
  progress: (name: string) => `Progress of ${name}`,
  shares: (name: string) => `${name} shared a file`,
  youShare: 'You shared a file',
  asleep: 'This page was loaded anew and no longer has the file.',
  offeredNobody: 'Nobody has taken it yet',
  heldByOthers: 'Together they have all of it: it goes on without you.',
  placed: (place: string) => `Saved as ${place}`,
  waitingFor: (name: string) => `Waiting for ${name}`,
  waitingForAnybody: 'Waiting for somebody who has it',
  waitingForAbsent: (name: string) =>
    `${name} is not here. It goes on when ${name}, or somebody who has it, comes back.`,
  underway: (count: number) => (count === 1 ? '1 on its way' : `${count} on their way`),
} as const;

/** `3 of 5 have it` */
export function receiversInWords(having: number, total: number): string {
  if (having < total) return `${having} of ${total} have it`;
  return total === 1 ? '1 person has it' : `All ${total} have it`;
}

/** How far one receiver is, for the one who sends; who receives, has a percentage. */
export const receiverWords = {
  none: 'has not taken it',
  receiving: '',
  paused: 'paused',
  away: 'not connected',
  cancelled: 'stopped',
  verified: 'has it',
  failed: 'failed',
} as const;

/** `64 %`: whole only when everything is there. */
export function percentInWords(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part / whole) * 100)} %`;
}

export const speedInWords = (bytesPerSecond: number): string => `${sizeInWords(bytesPerSecond)}/s`;

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `1.6 of 2.4 GB`: both in the unit of the whole, so that the words keep their length. */
export function doneInWords(partBytes: number, wholeBytes: number): string {
  const whole = sizeInWords(wholeBytes);
  const [amount = '', unit = ''] = whole.split(' ');
  const part = partBytes / 1_000 ** units.indexOf(unit);
  return `${part.toFixed(amount.includes('.') ? 1 : 0)} of ${whole}`;
}

/** `38 s left`, `2 min left`, `1.5 h left` */
export function timeLeftInWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min left`;
  return `${Math.round(seconds / 360) / 10} h left`;
}

/** `from Ann`, `from Ann and Bob`, `from Ann and 2 others` */
export function sourcesInWords(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return `from ${first}`;
  return `from ${first} and ${names.length === 2 ? second : `${names.length - 1} others`}`;
}

/** What is told of transfers whose rows may be out of sight. */
export const fileNews = {
  complete: (name: string) => `${name} is here and verified`,
  everybodyHas: (name: string) => `Everyone has ${name}`,
  failed: (name: string, reason: string) => `${name} stopped. ${reason}`,
} as const;

/** Dropping, and what of a folder could not be shared. */
export const dropping = {
  forEveryone: 'Drop to share with everyone',
  forOne: (name: string) => `Drop to send to ${name} only`,
  hint: 'On a person: for them alone',
  emptyFolder: (folder: string) => `${folder} is empty: there is nothing to share.`,
  unreadableFolder: (folder: string) => `${folder} was not shared: nothing in it could be read.`,
  leftOut: (folder: string, count: number, first: string) =>
    count === 1
      ? `${first} in ${folder} could not be read and was left out.`
      : `${count} files in ${folder} could not be read and were left out, ${first} first.`,
  tooMany: (folder: string, most: number) =>
    `${folder} holds more than ${most.toLocaleString('en')} files. Pack it first, then share it as one file.`,
} as const;
