import * as z from 'zod';
import { Id, Sha256 } from './ids';
import { limits } from './limits';
import { Recording } from './recordings';
import { route } from './route';

/** How much the server holds safely: slices 0 … `acknowledged` − 1 are on its disk, fsynced. */
export const SliceReceipt = z.object({
  acknowledged: z.number().int().nonnegative(),
  sizeBytes: z.number().int().nonnegative(),
});
export type SliceReceipt = z.infer<typeof SliceReceipt>;

/** A time in which a device recorded nothing, by the server's clock as the device knows it. */
const RecordedPause = z
  .strictObject({ fromMs: z.number().nonnegative(), toMs: z.number().nonnegative() })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, 'ends before it begins');
export type RecordedPause = z.infer<typeof RecordedPause>;

const Params = z.strictObject({ recordingId: Id });

/** Name of the request header with the slice's SHA-256 in hexadecimal. */
export const sliceHashHeader = 'x-parley-sha256';
/** The ticket goes in `Authorization: Bearer …`. */
export const SliceHeaders = z.object({ [sliceHashHeader]: Sha256 });

/** The recorder's side: who holds a recording's ticket sends its slices. */
export const sliceRoutes = {
  readReceipt: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/slices',
    access: 'ticket',
    summary: 'How much of the recording the server holds: where to go on after a cut.',
    params: Params,
    reply: SliceReceipt,
    errors: ['ticket-invalid', 'recording-closed'],
  }),
  putSlice: route({
    method: 'PUT',
    path: '/api/recordings/:recordingId/slices/:index',
    access: 'ticket',
    summary:
      'Appends one slice. Answered only when it is fsynced; sending a slice twice is harmless.',
    params: z.strictObject({
      recordingId: Id,
      index: z
        .string()
        .regex(/^\d{1,7}$/)
        .transform(Number),
    }),
    rawBody: { contentType: 'application/octet-stream', maxBytes: limits.sliceBytes },
    reply: SliceReceipt,
    errors: [
      'ticket-invalid',
      'recording-closed',
      'slice-out-of-order',
      'slice-differs',
      'hash-mismatch',
      'not-a-recording',
      'too-large',
      'storage-full',
      'too-many-tries',
    ],
  }),
  putThumbnail: route({
    method: 'PUT',
    path: '/api/recordings/:recordingId/thumbnail',
    access: 'ticket',
    summary: 'Sets the still picture (JPEG); a later one replaces it.',
    params: Params,
    rawBody: { contentType: 'image/jpeg', maxBytes: limits.thumbnailBytes },
    errors: ['ticket-invalid', 'recording-closed', 'invalid', 'too-large', 'storage-full'],
  }),
  putPauses: route({
    method: 'PUT',
    path: '/api/recordings/:recordingId/pauses',
    access: 'ticket',
    summary:
      'Says when this device really recorded nothing: all pauses so far, in their order. By them tracks and chapters lie where they belong; without them, by when the orders to pause came.',
    params: Params,
    body: z.strictObject({
      pauses: z
        .array(RecordedPause)
        .max(limits.recordingPauses)
        .refine(
          (all) => all.every(({ fromMs }, index) => fromMs >= (all[index - 1]?.toMs ?? 0)),
          'out of order',
        ),
    }),
    errors: ['ticket-invalid', 'recording-closed'],
  }),
  finishRecording: route({
    method: 'POST',
    path: '/api/recordings/:recordingId/finish',
    access: 'ticket',
    summary:
      'Says that slice `sliceCount` − 1 was the last: the server makes the file seekable and lists it.',
    params: Params,
    body: z.strictObject({ sliceCount: z.number().int().nonnegative() }),
    reply: Recording,
    errors: ['ticket-invalid', 'recording-closed', 'slice-out-of-order'],
  }),
} as const;
