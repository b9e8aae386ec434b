import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id, Secret } from './ids';
import { Source } from './participants';
import { RecordingStatus } from './recording-status';
import { route } from './route';

/** One participant's own microphone, camera or screen, recorded on their device beside the mixed recording. */
export const RecordingTrack = z.object({
  id: Id,
  participantName: z.string(),
  source: Source,
  /**
   * Where the track's first frame lies on the mixed file's time line, pauses taken out; the timestamps in the track's
   * file say the same. What came before the mixed file's first frame is cut off.
   */
  offsetMs: z.number().int().nonnegative(),
  /** From its own first frame; null until it is known. */
  durationMs: z.number().int().nonnegative().nullable(),
  sizeBytes: z.number().int().nonnegative(),
  status: RecordingStatus,
});
export type RecordingTrack = z.infer<typeof RecordingTrack>;

/** `tracks.json` in the zip: what an editor needs to lay the files beside each other. */
export const TrackSheet = z.object({
  recordingId: Id,
  title: z.string(),
  mixed: z.object({ file: z.string(), durationMs: z.number().nullable() }).nullable(),
  tracks: z.array(
    z.object({
      file: z.string(),
      participant: z.string(),
      source: Source,
      offsetMs: z.number().int(),
      durationMs: z.number().int().nullable(),
      /** How far the device's clock may have been off when it told the start. */
      clockErrorMs: z.number(),
    }),
  ),
});
export type TrackSheet = z.infer<typeof TrackSheet>;

const Params = z.strictObject({ recordingId: Id });

export const recordingTrackRoutes = {
  listTracks: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/tracks',
    access: 'owner',
    summary: "Everybody's own tracks beside a recording, in the order in which they were opened.",
    params: Params,
    reply: z.array(RecordingTrack),
    errors: ['not-found', 'recording-deleted'],
  }),
  downloadTracks: route({
    method: 'GET',
    path: '/api/recordings/:recordingId/tracks.zip',
    access: 'owner',
    summary:
      'The mixed file, every track that is finished, and `tracks.json` with their offsets; stored, not deflated.',
    params: Params,
    rawReply: 'application/zip',
    errors: ['not-found', 'recording-deleted'],
  }),
} as const;

/** Who records along, told before they get their ticket; part of `Happening`. */
export const recordingTrackHappenings = [
  z.object({
    type: z.literal('recordings:standby-changed'),
    recordingId: Id,
    /** Null where nobody records along any more. */
    participantId: Id.nullable(),
  }),
] as const;

export const recordingTrackEvents = {
  'recordings:open-track': clientEvent({
    summary:
      "Opens a track of one's own beside the running recording, which must ask for tracks. Its slices go the way of all slices. A second one of the same source takes the place of the first, which may still send what it has.",
    payload: z.strictObject({
      recordingId: Id,
      source: Source,
      /** Of the track's first frame, by the server's clock. */
      startedAtMs: z.number().positive(),
      /** How far that may be off. */
      clockErrorMs: z.number().nonnegative().max(60_000),
    }),
    reply: z.object({ trackId: Id, ticket: Secret }),
    states: ['admitted'],
    permission: 'publish',
    rate: rates.other,
    errors: ['not-found', 'forbidden', 'invalid', 'conflict', 'storage-full'],
  }),
  'recordings:record-along': clientEvent({
    summary:
      "Records along, to take over should the recorder be gone: where the room's rules say so, one at a time, and not the recorder.",
    payload: z.strictObject({ recordingId: Id }),
    reply: z.object({ recordingId: Id, ticket: Secret }),
    states: ['admitted'],
    permission: 'record',
    rate: rates.other,
    errors: ['not-found', 'forbidden', 'conflict', 'recording-running', 'storage-full'],
  }),
} as const;
