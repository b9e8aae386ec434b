import * as z from 'zod';
import { Extra } from './extra';
import { Id, Moment } from './ids';
import { RecordingConsent } from './room-recording';
import { Liberty, Role } from './roles';

/** W3C track sources as people know them; the names of the transceivers, the first four in this order. */
export const Source = z.enum([
  'microphone',
  'camera',
  'screen_share',
  'screen_share_audio',
  'second_screen_share',
  'second_screen_share_audio',
]);
export type Source = z.infer<typeof Source>;

/** What a participant offers right now. Says what is on, so that it shows at once; the media itself goes between peers. */
export const Publications = z.strictObject({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen_share: z.boolean(),
  screen_share_audio: z.boolean(),
  /** Few share two screens: absent means off. */
  second_screen_share: z.boolean().optional(),
  second_screen_share_audio: z.boolean().optional(),
});
export type Publications = z.infer<typeof Publications>;

export const Participant = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  /** Changes whenever the participant's page was loaded anew: peers then start from a fresh RTCPeerConnection. */
  pageId: Id,
  publications: Publications,
  isHandRaised: z.boolean(),
  /** What a moderator withholds from this participant alone; absent means nothing. */
  withheld: z.array(Liberty).optional(),
  /** True for those who came by an invitation link of the room. */
  isInvited: z.boolean().optional(),
  /** What a moderator gives this participant though the meeting withholds it; absent means nothing. */
  granted: z.array(Liberty).optional(),
  /** False while the socket is gone and the seat is kept; media may well go on. */
  isConnected: z.boolean(),
  /** True once their page said that it goes away and no other came in its place soon: there is nobody to draw. */
  isAway: z.boolean().optional(),
  /** Of `readPicture`, shown where there is no video; only accounts have one. */
  pictureId: Id.optional(),
  /** What they said to being recorded; absent where they have not answered. */
  recordingConsent: RecordingConsent.optional(),
  /** What they brought along by their link; anybody may say anything in it. */
  extra: Extra.optional(),
  joinedAt: Moment,
});
export type Participant = z.infer<typeof Participant>;

export const WaitingPerson = z.object({
  participantId: Id,
  name: z.string(),
  askedAt: Moment,
  /** True where this account or device was removed from this meeting before. */
  wasRemoved: z.boolean(),
  /** True where a moderator asked them for patience; absent means false. */
  isHeld: z.boolean().optional(),
});
export type WaitingPerson = z.infer<typeof WaitingPerson>;

/** Who did it, by id and by the name they had: they may be gone when this is read. */
export const Actor = z.object({ participantId: Id, name: z.string() });
export type Actor = z.infer<typeof Actor>;
