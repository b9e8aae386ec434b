import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id, Moment, Secret } from './ids';
import { Actor } from './participants';
import { RecordingConsent, RoomRecording } from './room-recording';

/** What a recording is where nobody chose: everybody, as seen. */
export const usualRecordingPlan = {
  picture: 'grid',
  tile: null,
  quality: 'usual',
  withTracks: false,
} as const;

/** What is recorded, and how well. */
export const RecordingPlan = z.strictObject({
  /** `screen`: a shared screen large, who speaks beside it. `speaker`: who speaks large. `none`: sound only. */
  picture: z
    .enum(['grid', 'speaker', 'screen', 'tile', 'none'])
    .default(usualRecordingPlan.picture),
  /** The one tile of the picture `tile`. */
  tile: z
    .strictObject({
      participantId: Id,
      source: z.enum(['camera', 'screen_share', 'second_screen_share']),
    })
    .nullable()
    .default(usualRecordingPlan.tile),
  quality: z.enum(['small', 'usual', 'fine']).default(usualRecordingPlan.quality),
  /** True where everybody's own device records its microphone, camera and screen, too. */
  withTracks: z.boolean().default(usualRecordingPlan.withTracks),
});
export type RecordingPlan = z.infer<typeof RecordingPlan>;

export const RunningRecording = z.object({
  recordingId: Id,
  /** Whose page records. */
  participantId: Id,
  startedAt: Moment,
  plan: RecordingPlan,
  isPaused: z.boolean(),
  /** How long the pauses lasted that are over: what is recorded is as long as the time since the start without them. */
  pausedMs: z.number().nonnegative(),
  /** False while the server's disk is full: the recorder's device alone keeps what is recorded now. */
  isKept: z.boolean(),
  /** Who records along, to take over should the recorder be gone; absent where nobody does. */
  standbyParticipantId: Id.optional(),
});
export type RunningRecording = z.infer<typeof RunningRecording>;

/** What happens around recordings; part of `Happening`. */
export const recordingHappenings = [
  z.object({
    type: z.literal('recordings:recording-started'),
    recording: RunningRecording,
    by: Actor,
  }),
  z.object({
    type: z.literal('recordings:recording-stopped'),
    recordingId: Id,
    by: Actor.nullable(),
  }),
  z.object({
    type: z.literal('recordings:pause-changed'),
    recordingId: Id,
    isPaused: z.boolean(),
    /** As in RunningRecording. */
    pausedMs: z.number().nonnegative(),
    by: Actor,
  }),
  /** The server's disk is full, or has room again; the recording goes on either way. */
  z.object({
    type: z.literal('recordings:keeping-changed'),
    recordingId: Id,
    isKept: z.boolean(),
  }),
  z.object({
    type: z.literal('recordings:consent-changed'),
    participantId: Id,
    consent: RecordingConsent,
  }),
  /** The owner changed what the room says of recordings. */
  z.object({ type: z.literal('recordings:rules-changed'), rules: RoomRecording }),
  /** Somebody who recorded along goes on in the recorder's place: another recording, and no gap. */
  z.object({
    type: z.literal('recordings:recorder-changed'),
    /** The one that ended. */
    recordingId: Id,
    recording: RunningRecording,
  }),
  /** Somebody kept a still picture of what this person shows; told to this person alone. */
  z.object({ type: z.literal('recordings:picture-taken'), by: Actor }),
] as const;

const OneRecording = z.strictObject({ recordingId: Id });

export const recordingEvents = {
  'recordings:start-recording': clientEvent({
    summary:
      'Opens a recording: everyone is told first, then the ticket for sending slices is given.',
    payload: z.strictObject({ plan: RecordingPlan.optional() }),
    reply: z.object({ recordingId: Id, ticket: Secret }),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: [
      'recording-running',
      'storage-full',
      'recordings-off',
      'quota-exceeded',
      'too-many-recordings',
    ],
  }),
  'recordings:stop-recording': clientEvent({
    summary:
      'Stops the recording; whoever makes it then sends the last slices and finishes it. Any moderator may.',
    payload: OneRecording,
    reply: z.null(),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: ['not-found'],
  }),
  'recordings:pause-recording': clientEvent({
    summary: 'Pauses the recording: what happens until it goes on is not in it. Any moderator may.',
    payload: OneRecording,
    reply: z.null(),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: ['not-found'],
  }),
  'recordings:resume-recording': clientEvent({
    summary: 'Lets a paused recording go on. Any moderator may.',
    payload: OneRecording,
    reply: z.null(),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: ['not-found'],
  }),
  'recordings:began': clientEvent({
    summary:
      "Says when the first frame was recorded, by the server's clock: only the recorder, once.",
    payload: z.strictObject({ recordingId: Id, startedAtMs: z.number().positive() }),
    reply: z.null(),
    states: ['admitted'],
    rate: rates.other,
    errors: ['not-found', 'invalid'],
  }),
  'recordings:read-clock': clientEvent({
    summary:
      "The server's clock in ms since the epoch, on which everything recorded is aligned. The best of several round trips counts.",
    payload: z.strictObject({}),
    reply: z.object({ nowMs: z.number() }),
    states: ['admitted'],
    rate: rates.other,
    errors: [],
  }),
  'recordings:take-picture': clientEvent({
    summary:
      'Tells somebody that a still picture of what they show is about to be kept: the picture itself never leaves the page that takes it.',
    payload: z.strictObject({ participantId: Id }),
    reply: z.null(),
    states: ['admitted'],
    rate: rates.other,
    errors: ['not-found'],
  }),
  'recordings:answer-consent': clientEvent({
    summary:
      'Agrees to being recorded, or declines; at any time, and as often as somebody changes their mind. Kept with the recording.',
    payload: z.strictObject({ agrees: z.boolean() }),
    reply: z.null(),
    states: ['admitted'],
    rate: rates.other,
    errors: [],
  }),
} as const;
