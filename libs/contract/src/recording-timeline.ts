import * as z from 'zod';
import { Id, Moment } from './ids';
import { limits } from './limits';
import { DisplayName } from './names';
import { RecordedConsent } from './room-recording';
import { route } from './route';

/** Milliseconds from the first frame of the file, with pauses taken out: where a player seeks to. */
const FileMs = z.number().nonnegative().max(limits.recordingMs);

export const Chapter = z.object({
  atMs: FileMs,
  kind: z.enum(['joined', 'left', 'shared', 'unshared', 'spoke']),
  name: z.string(),
});
export type Chapter = z.infer<typeof Chapter>;

/** What happened while it was recorded, in order. */
export const RecordingTimeline = z.object({
  chapters: z.array(Chapter),
  chat: z.array(z.object({ atMs: FileMs, name: z.string(), text: z.string() })),
  /** Every answer to being recorded, in the order in which they were given. */
  consents: z.array(z.object({ name: z.string(), answer: RecordedConsent, at: Moment })),
});
export type RecordingTimeline = z.infer<typeof RecordingTimeline>;
export const SharedTimeline = RecordingTimeline.omit({ consents: true });
export type SharedTimeline = z.infer<typeof SharedTimeline>;

/** Somebody spoke from here to there; `toMs` is not before `fromMs`. */
export const SpokenSpan = z
  .strictObject({ name: DisplayName, fromMs: FileMs, toMs: FileMs })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, 'ends before it begins');
export type SpokenSpan = z.infer<typeof SpokenSpan>;

const Params = z.strictObject({ recordingId: Id });

export const recordingTimelineRoutes = {
  readRecordingTimeline: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/timeline',
    access: 'owner',
    summary: 'Who came, shared, spoke and wrote when, and who agreed to be recorded.',
    params: Params,
    reply: RecordingTimeline,
    errors: ['not-found', 'recording-deleted'],
  }),
  putSpeech: route({
    method: 'PUT',
    path: '/api/recordings/:recordingId/speech',
    access: 'ticket',
    summary:
      'Adds who spoke when, in milliseconds of the file. What overlaps or nearly touches becomes one; saying it again is harmless, so that a recorder may send it piece by piece.',
    params: Params,
    body: z.strictObject({ spoke: z.array(SpokenSpan).max(limits.spokenSpansPerPut) }),
    errors: ['ticket-invalid', 'recording-closed'],
  }),
} as const;
