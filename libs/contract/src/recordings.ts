import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id, Moment, RoomId, Secret } from './ids';
import { RecordingTitle } from './names';
import { route } from './route';

export const RecordingStatus = z.enum(['recording', 'processing', 'ready', 'recovered', 'failed']);
export type RecordingStatus = z.infer<typeof RecordingStatus>;

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
});
export type Recording = z.infer<typeof Recording>;

const Params = z.strictObject({ recordingId: Id });

export const recordingRoutes = {
  listRecordings: route({
    method: 'GET',
    path: '/api/recordings',
    access: 'account',
    summary: "Recordings of the signed-in person's rooms and those they made, newest first.",
    query: z.strictObject({ search: z.string().max(100).optional() }),
    reply: z.array(Recording),
    errors: [],
  }),
  readRecording: route({
    method: 'GET',
    path: '/api/recordings/:recordingId',
    access: 'owner',
    summary: 'One recording.',
    params: Params,
    reply: Recording,
    errors: ['not-found'],
  }),
  renameRecording: route({
    method: 'PATCH',
    path: '/api/recordings/:recordingId',
    access: 'owner',
    summary: 'Gives a recording another title.',
    params: Params,
    body: z.strictObject({ title: RecordingTitle }),
    reply: Recording,
    errors: ['not-found'],
  }),
  deleteRecording: route({
    method: 'DELETE',
    path: '/api/recordings/:recordingId',
    access: 'owner',
    summary: 'Deletes a recording and its files.',
    params: Params,
    errors: ['not-found', 'recording-running'],
  }),
  downloadRecording: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/file',
    access: 'owner',
    summary: 'The file, with ranges. `?download=1` makes the browser save it.',
    params: Params,
    query: z.strictObject({ download: z.literal('1').optional() }),
    rawReply: 'video/webm',
    errors: ['not-found', 'range-not-satisfiable'],
  }),
  readThumbnail: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/thumbnail',
    access: 'owner',
    summary: 'A still picture.',
    params: Params,
    rawReply: 'image/jpeg',
    errors: ['not-found'],
  }),
} as const;

export const recordingEvents = {
  'recordings:start-recording': clientEvent({
    summary:
      'Opens a recording: everyone is told first, then the ticket for sending slices is given.',
    payload: z.strictObject({}),
    reply: z.object({ recordingId: Id, ticket: Secret }),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: ['recording-running', 'storage-full'],
  }),
  'recordings:stop-recording': clientEvent({
    summary:
      'Stops the recording; whoever makes it then sends the last slices and finishes it. Any moderator may.',
    payload: z.strictObject({ recordingId: Id }),
    reply: z.null(),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: ['not-found'],
  }),
} as const;
