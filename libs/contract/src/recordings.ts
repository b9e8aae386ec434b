import * as z from 'zod';
import { Id, Moment, RoomId } from './ids';
import { RecordingTitle } from './names';
import { limits } from './limits';
import { page, pageQuery } from './paging';
import { RecordingPlan } from './recording-orders';
import { RecordingStatus } from './recording-status';
import { route } from './route';

export const RecordingFormat = z.enum(['webm', 'mp4']);
export type RecordingFormat = z.infer<typeof RecordingFormat>;

export const Recording = z.object({
  id: Id,
  roomId: RoomId,
  roomName: z.string(),
  title: z.string(),
  /** Names of those who were in the meeting while it was recorded. */
  participantNames: z.array(z.string()),
  startedAt: Moment,
  /** Null until it is known. */
  durationMs: z.number().int().nonnegative().nullable(),
  sizeBytes: z.number().int().nonnegative(),
  status: RecordingStatus,
  /** Why, when the status is `failed` or `recovered`. */
  statusReason: z
    .enum(['recorder-gone', 'server-restarted', 'nothing-recorded', 'damaged'])
    .nullable(),
  hasThumbnail: z.boolean(),
  /** When the room's or the server's rule deletes it; null where nothing does. */
  deletesAt: Moment.nullable(),
  /** How many participants' own tracks lie beside the mixed file. */
  trackCount: z.number().int().nonnegative(),
  /** In what the file can be had. */
  formats: z.array(RecordingFormat),
  /** False where the room shares it with those who were in the meeting: to be seen, not to be changed. */
  isOwn: z.boolean(),
  /** What was recorded, and how well. */
  plan: RecordingPlan,
});
export type Recording = z.infer<typeof Recording>;

/** Several statuses with commas between. */
const Statuses = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(RecordingStatus))
  .meta({ examples: ['ready,recovered'] });

export const ListRecordings = z.strictObject({
  /** Part of the title, the room or a name. */
  search: z.string().max(100).optional(),
  roomId: RoomId.optional(),
  status: Statuses.optional(),
  /** Started from this moment on. */
  from: Moment.optional(),
  /** Started up to this moment, without it. */
  to: Moment.optional(),
  ...pageQuery,
});
export type ListRecordings = z.input<typeof ListRecordings>;

/** Several recordings with commas between. */
const Ids = z
  .string()
  .max(limits.recordingsPerZip * 37)
  .transform((text) => text.split(','))
  .pipe(z.array(Id).max(limits.recordingsPerZip))
  .meta({ examples: ['0b9f5a4e-6f0c-4a57-9d1e-2f6a3c1b7d10'] });

/** `quotaBytes` is null where there is no bound. */
const Usage = z.object({
  usedBytes: z.number().int().nonnegative(),
  quotaBytes: z.number().int().nonnegative().nullable(),
});
/** What the recordings of a person's rooms take up, their tracks and what is just arriving included. */
export const RecordingUsage = Usage.extend({
  /** All recordings there are; null for whoever is no administrator. */
  server: Usage.nullable(),
});
export type RecordingUsage = z.infer<typeof RecordingUsage>;

const Params = z.strictObject({ recordingId: Id });

export const recordingRoutes = {
  listRecordings: route({
    method: 'GET',
    path: '/api/recordings',
    access: 'account',
    summary:
      "Recordings of the signed-in person's rooms, those they made, and those that a room shares with who was there; newest first.",
    query: ListRecordings,
    reply: page(Recording),
    errors: [],
  }),
  readRecordingUsage: route({
    method: 'GET',
    path: '/api/recordings/usage',
    access: 'account',
    summary: 'How much room the recordings take up, and how much they may.',
    reply: RecordingUsage,
    errors: [],
  }),
  downloadRecordings: route({
    method: 'GET',
    path: '/api/recordings/zip',
    access: 'account',
    summary: 'Several files in one zip, made while it is sent.',
    query: z.strictObject({ ids: Ids }),
    rawReply: 'application/zip',
    errors: ['not-found', 'recording-deleted'],
  }),
  readRecording: route({
    method: 'GET',
    path: '/api/recordings/:recordingId',
    access: 'owner',
    summary: 'One recording.',
    params: Params,
    reply: Recording,
    errors: ['not-found', 'recording-deleted'],
  }),
  renameRecording: route({
    method: 'PATCH',
    path: '/api/recordings/:recordingId',
    access: 'owner',
    summary: 'Gives a recording another title.',
    params: Params,
    body: z.strictObject({ title: RecordingTitle }),
    reply: Recording,
    errors: ['not-found', 'recording-deleted'],
  }),
  deleteRecording: route({
    method: 'DELETE',
    path: '/api/recordings/:recordingId',
    access: 'owner',
    summary:
      'Deletes a recording with everything that belongs to it: gone from the library at once, from the disk within a minute.',
    params: Params,
    errors: ['not-found', 'recording-deleted', 'recording-running'],
  }),
  restoreRecording: route({
    method: 'POST',
    path: '/api/recordings/:recordingId/restore',
    access: 'owner',
    summary: 'Takes a deletion back, for half a minute.',
    params: Params,
    reply: Recording,
    errors: ['not-found', 'recording-deleted'],
  }),
  downloadRecording: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/file',
    access: 'owner',
    summary:
      'The file, with ranges. `?download=1` makes the browser save it. With `?format=mp4` the answer waits until the MP4 is made, for 45 s at most: after that, `format-processing` (503, `Retry-After`) says to ask again. It is made once, without re-encoding.',
    params: Params,
    query: z.strictObject({
      download: z.literal('1').optional(),
      format: RecordingFormat.optional(),
    }),
    rawReply: 'video/webm',
    errors: [
      'not-found',
      'recording-deleted',
      'format-unavailable',
      'format-processing',
      'storage-full',
      'range-not-satisfiable',
    ],
  }),
  readThumbnail: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/thumbnail',
    access: 'owner',
    summary: 'A still picture.',
    params: Params,
    rawReply: 'image/jpeg',
    errors: ['not-found', 'recording-deleted'],
  }),
} as const;
