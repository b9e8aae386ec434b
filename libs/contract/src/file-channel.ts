import * as z from 'zod';
import { Id } from './ids';
import { limits } from './limits';

const PieceIndex = z
  .number()
  .int()
  .min(0)
  .max(limits.filePieces - 1);

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
  /**
   * Asks which pieces are there, and to be told of those that come later: answered by `have` and, as pieces come, by
   * `have-pieces`; or by `refuse` with a null index.
   */
  z.strictObject({ type: z.literal('request-have'), shareId: Id }),
  /**
   * Says which pieces there are for whoever asked: base64 of a bit map, most significant bit first. Replaces what was said
   * before. A sharer tells each receiver of others, so that they pass them on; it serves any that it is asked for.
   */
  z.strictObject({ type: z.literal('have'), shareId: Id, bitmap: z.string().max(180_000) }),
  /** Pieces beside those of the last `have` or `have-pieces`. */
  z.strictObject({
    type: z.literal('have-pieces'),
    shareId: Id,
    indices: z.array(PieceIndex).min(1).max(256),
  }),
  /** Asks for one piece, from `offset` on: a piece that was cut in half by a lost connection goes on where it stopped. */
  z.strictObject({
    type: z.literal('request-piece'),
    shareId: Id,
    index: PieceIndex,
    offset: z.number().int().min(0).max(limits.filePieceSizeBytes).default(0),
  }),
  z.strictObject({ type: z.literal('cancel-piece'), shareId: Id, index: PieceIndex }),
  /**
   * So many more bytes of pieces were taken by this page, said for every 128 KiB, and at once for messages of less than
   * 64 KiB: whoever sends keeps less on its way than the smallest piece has or a long path needs, and beside voices so little
   * that it does not queue.
   */
  z.strictObject({ type: z.literal('taken'), bytes: z.number().int().positive() }),
  /** The asked-for share or piece is not here. */
  z.strictObject({
    type: z.literal('refuse'),
    shareId: Id,
    index: PieceIndex.nullable(),
  }),
  /**
   * The pieces before `pieces` lie encrypted on the server, where they can be had with this key (base64 of 256 bits,
   * AES-GCM). Only the sharer says it, again as more go up. With 0: not any more, ask me instead.
   */
  z.strictObject({
    type: z.literal('share-key'),
    shareId: Id,
    key: z.string().length(44),
    pieces: z.number().int().min(0).max(limits.filePieces),
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
