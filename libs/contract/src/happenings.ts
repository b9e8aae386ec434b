import * as z from 'zod';
import { Ceilings } from './ceilings';
import { ChatMessage } from './chat';
import { FileShare, LargestFileBytes } from './files';
import { Id, Moment } from './ids';
import { Actor, Participant, Publications, WaitingPerson } from './participants';
import { recordingHappenings } from './recording-orders';
import { recordingTrackHappenings } from './recording-tracks';
import { Liberties, Liberty, Role } from './roles';

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
  /** Their account has another name or picture now; `pictureId` is null where it has none. */
  z.object({
    type: z.literal('meetings:profile-changed'),
    participantId: Id,
    name: z.string(),
    pictureId: Id.nullable(),
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
  /** But the one who did it, and those of `except`. */
  z.object({
    type: z.literal('moderation:everyone-muted'),
    by: Actor,
    except: z.array(Id).optional(),
  }),
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
  /** The owner changed how large a file may be. What is listed stays. */
  z.object({ type: z.literal('files:limit-changed'), largestFileBytes: LargestFileBytes }),
  ...recordingHappenings,
  ...recordingTrackHappenings,
]);
export type Happening = z.infer<typeof Happening>;

/** A happening with its place in the meeting's one order. Numbers rise; those not meant for a participant are left out. */
export const MeetingEvent = z.object({
  sequence: z.number().int().positive(),
  at: Moment,
  happening: Happening,
});
export type MeetingEvent = z.infer<typeof MeetingEvent>;
