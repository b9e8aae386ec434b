import type { Liberty } from '@parley/contract';

/** What participants may be let do, as a sentence goes on after "participants may". English is the source language. */
export const libertyWords: Readonly<Record<Liberty, string>> = {
  unmute: 'unmute',
  'start-camera': 'start cameras',
  'share-screen': 'share screens',
  'send-chat': 'write in the chat',
  'share-files': 'share files',
  record: 'record',
};

/** The same as names of switches. */
export const libertyNames: Readonly<Record<Liberty, string>> = {
  unmute: 'Unmute themselves',
  'start-camera': 'Start cameras',
  'share-screen': 'Share screens',
  'send-chat': 'Write in the chat',
  'share-files': 'Share files',
  record: 'Record',
};

/** Why a control does nothing now. */
export const heldBack = {
  unmute: 'A moderator lets nobody unmute now. Raise your hand to ask.',
  'start-camera': 'A moderator lets no participant start a camera now.',
  'share-screen': 'A moderator lets no participant share a screen now.',
  'send-chat': 'A moderator lets you only read now.',
  'share-files': 'A moderator lets you only receive files now.',
} as const;

/** "unmute, share screens and record" */
export function listed(liberties: readonly Liberty[]): string {
  return new Intl.ListFormat('en').format(liberties.map((liberty) => libertyWords[liberty]));
}
