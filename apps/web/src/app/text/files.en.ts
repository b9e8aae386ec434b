import type { TransferErrorCode, TransferFailure } from '@parley/file-transfer';
import { sizeInWords } from './amounts.en';

/** The Files panel. English is the source language. */
export const files = {
  dropHere: (largestFileBytes: number | null) =>
    largestFileBytes === null
      ? 'Drop files anywhere, any size'
      : `Drop files anywhere, up to ${sizeInWords(largestFileBytes)} each`,
  dropNow: 'Drop to share with everyone',
  shareFiles: 'Share files',
  download: 'Download',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  save: 'Save',
  stopSharing: 'Stop sharing',
  verified: 'Verified',
  verifying: 'Checking …',
  preparing: 'Reading the file …',
  paused: 'Paused',
  waitingForSource: 'Waiting for somebody who has it',
  cancelled: 'Cancelled',
  hash: 'SHA-256',
  shared: 'Shared files',
  empty: 'No files yet',
  emptyText:
    'Files go straight between you, checked byte by byte. Nothing is stored on the server.',
  offeredNobody: 'Nobody has taken it yet',
  forYou: 'only for you',
  you: 'you',
  from: (name: string) => `from ${name}`,
  onlyFor: (name: string) => `only for ${name}`,
  progress: (name: string) => `Progress of ${name}`,
  receivers: (verified: number, total: number) =>
    verified === total
      ? `${total} ${total === 1 ? 'person has' : 'people have'} it`
      : `${verified} of ${total} have it`,
  gone: 'This page was loaded anew and no longer has the file. Share it again, or download it from those who have it.',
  notSaved: (name: string, reason: string) => `${name} was not saved. ${reason}`,
  notShared: (name: string, reason: string) => `${name} was not shared. ${reason}`,
  announced: (name: string, from: string) => `${from} shares ${name}`,
} as const;

export const transferFailures: Readonly<Record<TransferFailure, string>> = {
  'storage-full': 'This device has no room left for the file. Make room and resume.',
  'storage-failed': 'This device refused to store the file.',
  'hash-mismatch': 'The file is not what was announced. It was not saved.',
  'source-unreadable': 'The file was changed, moved or deleted after it was shared.',
};

/** Why the room does not take a file that is too large for it. */
export const fileLimit = (largestFileBytes: number): string =>
  largestFileBytes === 0
    ? 'This room takes no files.'
    : `This room takes files up to ${sizeInWords(largestFileBytes)}.`;

/** Why a file could not be shared or saved; what has no sentence here is nobody's mistake but ours. */
export const transferErrors: Readonly<Partial<Record<TransferErrorCode, string>>> = {
  ...transferFailures,
  'file-too-large': 'It is too large.',
  'file-name-empty': 'It needs a name.',
};

const secondsInWords = (seconds: number): string => {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min left`;
  return `${Math.round(seconds / 360) / 10} h left`;
};

/** `1.6 GB of 2.4 GB, 21 MB/s, 38 s left, from Ann and Bob` */
export function transferInWords(
  verifiedBytes: number,
  sizeBytes: number,
  bytesPerSecond: number,
  secondsLeft: number | null,
  sources: readonly string[],
): string {
  const parts = [`${sizeInWords(verifiedBytes)} of ${sizeInWords(sizeBytes)}`];
  if (bytesPerSecond > 0) parts.push(`${sizeInWords(bytesPerSecond)}/s`);
  if (secondsLeft !== null) parts.push(secondsInWords(secondsLeft));
  if (sources.length > 0) parts.push(`from ${sources.join(' and ')}`);
  return parts.join(', ');
}
