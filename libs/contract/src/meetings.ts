import * as z from 'zod';
import { clientEvent, rates, serverEvent } from './event';
import { Ceilings } from './ceilings';
import { ChatMessage } from './chat';
import { Failure } from './errors';
import { FileShare, LargestFileBytes } from './files';
import { MeetingEvent } from './happenings';
import { Id, Moment, RoomId } from './ids';
import { Actor, Participant, Publications, WaitingPerson } from './participants';
import { RunningRecording } from './recording-orders';
import { Liberties } from './roles';
import { RoomRecording } from './room-recording';

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
  /** How large a file may be that is shared from now on. */
  largestFileBytes: LargestFileBytes,
  /** How many bytes of a file the server passes on where many take it; absent where it passes on none. */
  fileRelayBytes: z.number().int().positive().optional(),
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
  /** True where something of this meeting is or was recorded: what was stopped does not start by itself again. */
  wasRecorded: z.boolean().optional(),
  /** What the room says of recordings now. */
  roomRecording: RoomRecording,
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
  z.object({
    type: z.literal('waiting'),
    roomName: z.string(),
    /** True where a moderator has seen them and asks for patience; absent means false. */
    isHeld: z.boolean().optional(),
  }),
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
  'meetings:entered': serverEvent({
    summary:
      'The acknowledgement of a meetings:enter that came with the handshake; to that socket alone, before anything else.',
    payload: z.union([
      z.object({ ok: z.literal(true), data: Entered }),
      z.object({ ok: z.literal(false), error: Failure }),
    ]),
  }),
  'meetings:admitted': serverEvent({
    summary: 'A moderator let this waiting person in: enter again to get the snapshot.',
    payload: z.object({}),
  }),
  'meetings:held': serverEvent({
    summary:
      'A moderator has seen this waiting person and asks for patience, or takes that back. Not a word about who.',
    payload: z.object({ isHeld: z.boolean() }),
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
