import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id, Moment, Sha256 } from './ids';
import { limits } from './limits';
import { FileName } from './names';

/** What is shared, so that every byte can be proved: announced through the server, so that no peer can swap it. */
export const Manifest = z
  .strictObject({
    name: FileName,
    sizeBytes: z.number().int().min(0).max(limits.fileSizeBytes),
    /** As the sender's browser guessed it; a hint for the icon only, nothing is opened by it. */
    mediaType: z.string().max(255),
    /** Every piece has this size but the last. */
    pieceSizeBytes: z
      .number()
      .int()
      .min(16 * 1024)
      .max(limits.filePieceSizeBytes),
    /** SHA-256 over the concatenated SHA-256 digests of the pieces: proves the list of piece hashes that peers pass on. */
    rootHash: Sha256,
  })
  .refine(({ sizeBytes, pieceSizeBytes }) => sizeBytes <= pieceSizeBytes * limits.filePieces, {
    error: 'too many pieces',
    path: ['pieceSizeBytes'],
  });
export type Manifest = z.infer<typeof Manifest>;

/** How large a file may be that is shared in a room's meetings: null for any size, 0 for no files at all. */
export const LargestFileBytes = z.number().int().min(0).max(limits.fileSizeBytes).nullable();
export type LargestFileBytes = z.infer<typeof LargestFileBytes>;

/** True where the room takes a file of this size. The server asks it, and the page before it reads a long file in vain. */
export function takesFile(largestFileBytes: LargestFileBytes, sizeBytes: number): boolean {
  if (largestFileBytes === null) return true;
  return largestFileBytes > 0 && sizeBytes <= largestFileBytes;
}

export const FileShare = z.object({
  id: Id,
  from: Id,
  fromName: z.string(),
  /** Null: everyone in the meeting. Otherwise nobody else learns of it or gets a byte. */
  to: Id.nullable(),
  manifest: Manifest,
  announcedAt: Moment,
});
export type FileShare = z.infer<typeof FileShare>;

export const fileEvents = {
  'files:announce-share': clientEvent({
    summary: 'Announces a file to everyone or to one; the bytes go between peers.',
    payload: z.strictObject({ id: Id, to: Id.nullable(), manifest: Manifest }),
    reply: z.null(),
    states: ['admitted'],
    permission: 'share-files',
    rate: rates.other,
    errors: ['not-found', 'conflict', 'too-large'],
  }),
  'files:withdraw-share': clientEvent({
    summary: 'Takes an own share back; moderators may take back any.',
    payload: z.strictObject({ id: Id }),
    reply: z.null(),
    states: ['admitted'],
    rate: rates.other,
    errors: ['not-found', 'forbidden'],
  }),
} as const;
