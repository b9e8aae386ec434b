import * as z from 'zod';
import { Manifest } from './files';
import { Id } from './ids';

/**
 * Messages on the `control` channel between two pages that were connected by codes (`/direct`): what the server says of
 * shares in a meeting, two people without a server say themselves. The bytes go over `files` as ever.
 */
export const DirectMessage = z.discriminatedUnion('type', [
  /** The first message of each side; another `pageId` than before means a page loaded anew, whose shares are gone. */
  z.strictObject({ type: z.literal('hello'), pageId: Id }),
  /** Offers a file, again after every reconnection. */
  z.strictObject({ type: z.literal('announce-share'), id: Id, manifest: Manifest }),
  z.strictObject({ type: z.literal('withdraw-share'), id: Id }),
]);
export type DirectMessage = z.infer<typeof DirectMessage>;
