import * as z from 'zod';
import { Id, Moment, Secret } from './ids';
import { limits } from './limits';
import { RoomName, RoomPassword } from './names';
import { SharedTimeline } from './recording-timeline';
import { RecordingFormat } from './recordings';
import { route } from './route';

/** A link to one recording for people without a right to it. It can be taken back at any time. */
export const RecordingShare = z.object({
  id: Id,
  /** For whom it is meant, in the owner's words. */
  label: z.string(),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  /** True where only people with an account see it. */
  needsSignIn: z.boolean(),
  hasPassword: z.boolean(),
  /** False where the page only plays it: who can see a film can keep it, but is not offered to. */
  allowsDownload: z.boolean(),
  /** How often its page was opened. */
  openedCount: z.number().int().nonnegative(),
});
export type RecordingShare = z.infer<typeof RecordingShare>;

/** The address of the page. Its secret is told once, when it is made. */
export const NewRecordingShare = RecordingShare.extend({ link: z.url() });
export type NewRecordingShare = z.infer<typeof NewRecordingShare>;

export const MakeRecordingShare = z.strictObject({
  label: RoomName,
  expiresAt: Moment.nullable().optional(),
  needsSignIn: z.boolean().default(false),
  password: RoomPassword.optional(),
  allowsDownload: z.boolean().default(false),
});
export type MakeRecordingShare = z.input<typeof MakeRecordingShare>;

/** What somebody with the link learns. */
export const SharedRecording = z.object({
  title: z.string(),
  roomName: z.string(),
  startedAt: Moment,
  durationMs: z.number().int().nonnegative().nullable(),
  hasThumbnail: z.boolean(),
  allowsDownload: z.boolean(),
  formats: z.array(RecordingFormat),
});
export type SharedRecording = z.infer<typeof SharedRecording>;

const RecordingParams = z.strictObject({ recordingId: Id });
const ShareParams = z.strictObject({ token: Secret });

/** What every route behind a share refuses with; `not-found` for shares that never were, are over, or were taken back alike. */
const closedDoors = ['not-found', 'sign-in-needed', 'share-password-needed'] as const;

export const recordingShareRoutes = {
  listRecordingShares: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/shares',
    access: 'owner',
    summary: "A recording's links, newest first, without their secrets.",
    params: RecordingParams,
    reply: z.array(RecordingShare).max(limits.sharesPerRecording),
    errors: ['not-found', 'recording-deleted'],
  }),
  shareRecording: route({
    method: 'POST',
    path: '/api/recordings/:recordingId/shares',
    access: 'owner',
    summary: 'Makes a link; the answer is the only time that its secret is told.',
    params: RecordingParams,
    body: MakeRecordingShare,
    reply: NewRecordingShare,
    errors: ['not-found', 'recording-deleted', 'invalid', 'conflict', 'busy'],
  }),
  revokeRecordingShare: route({
    method: 'DELETE',
    path: '/api/recordings/:recordingId/shares/:shareId',
    access: 'owner',
    summary: 'Takes a link back, at once: what is being loaded by it stops, too.',
    params: z.strictObject({ recordingId: Id, shareId: Id }),
    errors: ['not-found', 'recording-deleted'],
  }),
  readSharedRecording: route({
    method: 'GET',
    path: '/api/shared/:token',
    access: 'public',
    summary: 'The recording behind a link. Counts as an opening.',
    params: ShareParams,
    reply: SharedRecording,
    errors: [...closedDoors],
  }),
  unlockSharedRecording: route({
    method: 'POST',
    path: '/api/shared/:token/unlock',
    access: 'public',
    summary: "Gives the link's password, once for this browser: the answer sets a cookie for it.",
    params: ShareParams,
    body: z.strictObject({ password: RoomPassword }),
    errors: ['not-found', 'sign-in-needed', 'share-password-wrong', 'too-many-tries', 'busy'],
  }),
  downloadSharedRecording: route({
    method: 'GET',
    path: '/api/shared/:token/file',
    access: 'public',
    summary:
      'The file, with ranges, as `downloadRecording` gives it; `?download=1` only where the link allows it.',
    params: ShareParams,
    query: z.strictObject({
      download: z.literal('1').optional(),
      format: RecordingFormat.optional(),
    }),
    rawReply: 'video/webm',
    errors: [
      ...closedDoors,
      'forbidden',
      'format-unavailable',
      'format-processing',
      'storage-full',
      'range-not-satisfiable',
    ],
  }),
  readSharedThumbnail: route({
    method: 'GET',
    path: '/api/shared/:token/thumbnail',
    access: 'public',
    summary: 'A still picture.',
    params: ShareParams,
    rawReply: 'image/jpeg',
    errors: [...closedDoors],
  }),
  readSharedTimeline: route({
    method: 'GET',
    path: '/api/shared/:token/timeline',
    access: 'public',
    summary: 'Chapters and chat; who agreed to be recorded is for the owner only.',
    params: ShareParams,
    reply: SharedTimeline,
    errors: [...closedDoors],
  }),
} as const;
