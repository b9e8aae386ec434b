import * as z from 'zod';
import { clientEvent, rates, serverEvent } from './event';
import { Ceilings } from './ceilings';
import { ChatMessage } from './chat';
import { Extra } from './extra';
import { FileShare } from './files';
import { Id, Moment, RoomId } from './ids';
import { Liberties, Liberty, Role } from './roles';

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
});
export type WaitingPerson = z.infer<typeof WaitingPerson>;

export const RunningRecording = z.object({
  recordingId: Id,
  participantId: Id,
  startedAt: Moment,
});
export type RunningRecording = z.infer<typeof RunningRecording>;

/** Who did it, by id and by the name they had: they may be gone when this is read. */
export const Actor = z.object({ participantId: Id, name: z.string() });
export type Actor = z.infer<typeof Actor>;

/** Something that happened in the meeting. The types are the feature and what happened, in the past tense. */
export const Happening = z.discriminatedUnion('type', [
  z.object({ type: z.literal('meetings:participant-joined'), participant: Participant }),
  z.object({
    type: z.literal('meetings:participant-left'),
    participantId: Id,
    reason: z.enum(['left', 'vanished', 'removed', 'sent-to-lobby']),
    by: Actor.nullable(),
  }),
  /** The page was loaded anew (`pageId` differs), the socket went or came back, or the page was closed. */
  z.object({
    type: z.literal('meetings:connection-changed'),
    participantId: Id,
    pageId: Id,
    isConnected: z.boolean(),
    isAway: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('meetings:publications-changed'),
    participantId: Id,
    publications: Publications,
    /** Set where a moderator did it. */
    by: Actor.nullable(),
  }),
  z.object({
    type: z.literal('meetings:hand-changed'),
    participantId: Id,
    isHandRaised: z.boolean(),
    by: Actor.nullable(),
  }),
  /** The owner changed what the room allows each sender. */
  z.object({ type: z.literal('meetings:ceilings-changed'), ceilings: Ceilings }),
  z.object({
    type: z.literal('moderation:role-changed'),
    participantId: Id,
    role: Role,
    by: Actor.nullable(),
  }),
  /** What every participant may do from here; `by` is null where the room's owner changed the room. */
  z.object({
    type: z.literal('moderation:liberties-changed'),
    liberties: Liberties,
    by: Actor.nullable(),
  }),
  /** What is withheld from this participant alone, and what is given to them alone, from here. */
  z.object({
    type: z.literal('moderation:withheld-changed'),
    participantId: Id,
    withheld: z.array(Liberty),
    /** Absent means nothing. */
    granted: z.array(Liberty).optional(),
    by: Actor,
  }),
  /** Only to the one who is asked: whether to unmute is theirs to decide. */
  z.object({ type: z.literal('moderation:unmute-asked'), participantId: Id, by: Actor }),
  z.object({ type: z.literal('moderation:everyone-muted'), by: Actor }),
  z.object({ type: z.literal('moderation:all-hands-lowered'), by: Actor }),
  /** Everything stands still, or goes on as it was before. */
  z.object({
    type: z.literal('moderation:suspension-changed'),
    isSuspended: z.boolean(),
    liberties: Liberties,
    isLocked: z.boolean(),
    by: Actor,
  }),
  /** Somebody who was blocked may come to this room again. */
  z.object({ type: z.literal('moderation:person-allowed-again'), name: z.string(), by: Actor }),
  z.object({ type: z.literal('moderation:lock-changed'), isLocked: z.boolean(), by: Actor }),
  /** Whether newcomers wait for a moderator; switched on by itself when somebody is removed (`by` did the removing). */
  z.object({
    type: z.literal('moderation:lobby-changed'),
    hasLobby: z.boolean(),
    by: Actor.nullable(),
  }),
  /** Only to moderators: everyone who waits now, coalesced. */
  z.object({ type: z.literal('moderation:waiting-changed'), waiting: z.array(WaitingPerson) }),
  z.object({ type: z.literal('chat:message-sent'), message: ChatMessage }),
  z.object({ type: z.literal('files:share-announced'), share: FileShare }),
  z.object({ type: z.literal('files:share-withdrawn'), shareId: Id }),
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
]);
export type Happening = z.infer<typeof Happening>;

/** A happening with its place in the meeting's one order. Numbers rise; those not meant for a participant are left out. */
export const MeetingEvent = z.object({
  sequence: z.number().int().positive(),
  at: Moment,
  happening: Happening,
});
export type MeetingEvent = z.infer<typeof MeetingEvent>;

/** The whole truth about a meeting for one participant, as of `sequence`. */
export const MeetingSnapshot = z.object({
  sequence: z.number().int().nonnegative(),
  meetingId: Id,
  roomId: RoomId,
  roomName: z.string(),
  startedAt: Moment,
  /** The server's clock when it answered: subtract the own clock to show durations right. */
  serverTime: Moment,
  isLocked: z.boolean(),
  hasLobby: z.boolean(),
  /** True where everything goes through the relay, for as long as the meeting lasts. */
  hidesAddresses: z.boolean(),
  ceilings: Ceilings,
  /** What participants may do in this meeting now. */
  liberties: Liberties,
  /** True while a moderator has suspended everything; absent means false. */
  isSuspended: z.boolean().optional(),
  /** How many the operator allows in one meeting. */
  maxParticipants: z.number().int().positive(),
  self: Id,
  participants: z.array(Participant),
  /** Empty for those who may not moderate. */
  waiting: z.array(WaitingPerson),
  messages: z.array(ChatMessage),
  shares: z.array(FileShare),
  recording: RunningRecording.nullable(),
});
export type MeetingSnapshot = z.infer<typeof MeetingSnapshot>;

/** RTCIceServer as W3C has it. */
export const IceServer = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof IceServer>;

export const Entered = z.discriminatedUnion('type', [
  z.object({ type: z.literal('waiting'), roomName: z.string() }),
  z.object({
    type: z.literal('snapshot'),
    snapshot: MeetingSnapshot,
    /** What moderators switched off meanwhile, contained in the snapshot already: the page has yet to obey. */
    orders: z.array(MeetingEvent).optional(),
    iceServers: z.array(IceServer),
  }),
  /** Everything after the sequence number that the client named, in order. */
  z.object({
    type: z.literal('missed'),
    events: z.array(MeetingEvent),
    iceServers: z.array(IceServer),
  }),
]);
export type Entered = z.infer<typeof Entered>;

/** Why a participant is no longer in the meeting, told to their own page before the socket is closed. */
export const Dismissal = z.object({
  /**
   * `sent-to-lobby`: the seat is kept, and waits. `signed-out`: the session or the account that the seat was given to is no longer. `uninvited`: the room takes no
   * guests any more, or the invitation was taken back.
   */
  reason: z.enum([
    'removed',
    'blocked',
    'denied',
    'ended',
    'replaced',
    'seat-gone',
    'signed-out',
    'uninvited',
    'sent-to-lobby',
  ]),
  by: Actor.nullable(),
});
export type Dismissal = z.infer<typeof Dismissal>;

export const meetingEvents = {
  'meetings:enter': clientEvent({
    summary:
      'Takes the seat of the handshake token, again after every connect. With `since`, asks for what was missed.',
    payload: z.strictObject({
      pageId: Id,
      publications: Publications,
      since: z.number().int().nonnegative().optional(),
    }),
    reply: Entered,
    states: ['waiting', 'admitted'],
    rate: rates.other,
    errors: ['meeting-ended', 'room-full'],
  }),
  'meetings:set-publications': clientEvent({
    summary: 'Says what is on and off now.',
    payload: Publications,
    reply: z.null(),
    states: ['admitted'],
    permission: 'publish',
    rate: rates.other,
    errors: [],
  }),
  'meetings:set-hand': clientEvent({
    summary: 'Raises or lowers the own hand.',
    payload: z.strictObject({ isHandRaised: z.boolean() }),
    reply: z.null(),
    states: ['admitted'],
    permission: 'raise-hand',
    rate: rates.other,
    errors: [],
  }),
  'meetings:say-away': clientEvent({
    summary: 'The page is going away (reload or close): the seat is kept only for a reload.',
    payload: z.strictObject({}),
    reply: z.null(),
    states: ['waiting', 'admitted'],
    rate: rates.other,
    errors: [],
  }),
  'meetings:leave': clientEvent({
    summary: 'Gives the seat back. The last moderator to leave passes moderation on.',
    payload: z.strictObject({}),
    reply: z.null(),
    states: ['waiting', 'admitted'],
    rate: rates.other,
    errors: [],
  }),
  'meetings:end': clientEvent({
    summary: 'Ends the meeting for everybody.',
    payload: z.strictObject({}),
    reply: z.null(),
    states: ['admitted'],
    permission: 'end-meeting',
    rate: rates.other,
    errors: [],
  }),
} as const;

export const meetingServerEvents = {
  'meetings:happened': serverEvent({
    summary:
      'One event of the meeting, in order; the same shape as in the answer to meetings:enter.',
    payload: MeetingEvent,
  }),
  'meetings:admitted': serverEvent({
    summary: 'A moderator let this waiting person in: enter again to get the snapshot.',
    payload: z.object({}),
  }),
  'meetings:ice-servers-renewed': serverEvent({
    summary:
      'Fresh credentials for the relay, before the last ones run out; only to admitted participants.',
    payload: z.object({ iceServers: z.array(IceServer) }),
  }),
  'meetings:dismissed': serverEvent({
    summary: 'This seat is over; the socket is closed right after.',
    payload: Dismissal,
  }),
} as const;
