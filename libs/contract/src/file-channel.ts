import * as z from 'zod';
import { Id } from './ids';

/**
 * Messages on the pre-negotiated `files` data channel (ordered, reliable). Text messages are JSON of this union; binary
 * messages are piece data: 16 bytes share id, 4 bytes piece index, 4 bytes offset within the piece (both big endian), then bytes.
 */
export const FileChannelMessage = z.discriminatedUnion('type', [
  /** Asks for the list of piece hashes; answered by `hashes` messages. */
  z.strictObject({ type: z.literal('request-hashes'), shareId: Id }),
  /** Part of the piece-hash list: base64 of concatenated 32-byte digests, starting at piece `first`. */
  z.strictObject({
    type: z.literal('hashes'),
    shareId: Id,
    first: z.number().int().nonnegative(),
    /** At most 1,024 digests in one message. */
    digests: z.string().max(44_000),
  }),
  /** Says which pieces the sender of this message has and would serve: base64 of a bit map, most significant bit first. */
  z.strictObject({ type: z.literal('have'), shareId: Id, bitmap: z.string().max(180_000) }),
  z.strictObject({
    type: z.literal('request-piece'),
    shareId: Id,
    index: z.number().int().min(0).max(0xffff_ffff),
  }),
  z.strictObject({
    type: z.literal('cancel-piece'),
    shareId: Id,
    index: z.number().int().min(0).max(0xffff_ffff),
  }),
  /** The asked-for share or piece is not here. */
  z.strictObject({
    type: z.literal('refuse'),
    shareId: Id,
    index: z.number().int().min(0).max(0xffff_ffff).nullable(),
  }),
  /** How far this receiver is, so that the sender can show each receiver's state. */
  z.strictObject({
    type: z.literal('progress'),
    shareId: Id,
    verifiedBytes: z.number().int().nonnegative(),
    state: z.enum(['receiving', 'paused', 'cancelled', 'verified', 'failed']),
  }),
]);
export type FileChannelMessage = z.infer<typeof FileChannelMessage>;
