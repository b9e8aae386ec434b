import type { TransferErrorCode, TransferFailure } from '@parley/file-transfer';
import { sizeInWords } from './amounts.en';

/** What the meeting says of files; their rows have words of their own. English is the source language. */
export const files = {
  dropHere: (largestFileBytes: number | null) =>
    largestFileBytes === null
      ? 'Drop files anywhere, any size'
      : `Drop files anywhere, up to ${sizeInWords(largestFileBytes)} each`,
  notSaved: (name: string, reason: string) => `${name} was not saved. ${reason}`,
  notShared: (name: string, reason: string) => `${name} was not shared. ${reason}`,
  notTheSame: (name: string) => `This is not the ${name} that was shared. Choose the same file.`,
} as const;

export const transferFailures: Readonly<Record<TransferFailure, string>> = {
  'storage-full': 'This device has no room left for the file. Make room and try again.',
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
