import * as z from 'zod';
import type { Manifest } from './files';
import { Id } from './ids';
import { limits } from './limits';
import { route } from './route';

/** What AES-GCM adds to each piece. */
const tagBytes = 16;

/**
 * How many bytes piece `index` has where the server passes it on: encrypted, with its tag; null for an index that the
 * file does not have.
 */
export function sealedBytesOf(
  { sizeBytes, pieceSizeBytes }: Pick<Manifest, 'sizeBytes' | 'pieceSizeBytes'>,
  index: number,
): number | null {
  const left = sizeBytes - index * pieceSizeBytes;
  return left > 0 ? Math.min(pieceSizeBytes, left) + tagBytes : null;
}

/** Pieces 0 … `pieces` − 1 of a share lie on the server. */
export const RelayReceipt = z.object({ pieces: z.number().int().nonnegative() });
export type RelayReceipt = z.infer<typeof RelayReceipt>;

/** Whole numbers without a leading zero: each piece has one address. */
const Params = z.strictObject({
  shareId: Id,
  index: z
    .string()
    .regex(/^(0|[1-9]\d{0,6})$/)
    .transform(Number)
    .pipe(z.number().max(limits.filePieces - 1)),
});

/**
 * Large groups: the sharer sends each piece up once, encrypted with a key that only participants have, and the server
 * hands it to each of the others. The seat's token goes in `Authorization: Bearer …`.
 */
export const fileRelayRoutes = {
  putSealedPiece: route({
    method: 'PUT',
    path: '/api/shares/:shareId/pieces/:index',
    access: 'seat',
    summary:
      'The sharer sends the next piece, encrypted. Piece 0 begins anew; one that is there already is harmless. `storage-full`: pass it on between peers.',
    params: Params,
    rawBody: {
      contentType: 'application/octet-stream',
      maxBytes: limits.filePieceSizeBytes + tagBytes,
    },
    reply: RelayReceipt,
    errors: [
      'seat-gone',
      'not-found',
      'forbidden',
      'conflict',
      'too-large',
      'storage-full',
      'busy',
    ],
  }),
  readSealedPiece: route({
    method: 'GET',
    path: '/api/shares/:shareId/pieces/:index',
    access: 'seat',
    summary: 'One encrypted piece, for whoever the share is meant for.',
    params: Params,
    rawReply: 'application/octet-stream',
    errors: ['seat-gone', 'not-found', 'busy'],
  }),
} as const;
