import * as z from 'zod';
import { clientEvent, rates } from './event';
import { Id, Moment, RoomId } from './ids';
import { limits } from './limits';
import { Liberties, Liberty } from './roles';
import { route } from './route';

const One = z.strictObject({ participantId: Id });
const OneAndLiberties = z.strictObject({
  participantId: Id,
  liberties: z.array(Liberty).min(1).max(Liberty.options.length),
});

/** Somebody who may not come to a room for as long as the block stands. */
export const BlockedPerson = z.object({
  blockId: Id,
  /** The name they had. */
  name: z.string(),
  /** The moderator's name; empty where nobody knows any more. */
  byName: z.string(),
  blockedAt: Moment,
});
export type BlockedPerson = z.infer<typeof BlockedPerson>;

const moderate = {
  reply: z.null(),
  states: ['admitted'],
  permission: 'moderate',
  rate: rates.other,
} as const;

export const moderationEvents = {
  'moderation:mute-participant': clientEvent({
    ...moderate,
    summary: "Switches somebody's microphone off. Nobody can switch it on but they themselves.",
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:mute-everyone': clientEvent({
    ...moderate,
    summary:
      'Switches every microphone off but the own and those of `except`; with `mayUnmute` false, the other participants cannot switch theirs on again.',
    payload: z.strictObject({
      mayUnmute: z.literal(false).optional(),
      /** Whoever has left meanwhile is of no matter. */
      except: z.array(Id).min(1).max(limits.maxExcepted).optional(),
    }),
    errors: [],
  }),
  'moderation:stop-camera': clientEvent({
    ...moderate,
    summary: "Switches somebody's camera off.",
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:stop-screen-share': clientEvent({
    ...moderate,
    summary: "Ends somebody's screen share.",
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:lower-hand': clientEvent({
    ...moderate,
    summary: "Lowers somebody's hand.",
    payload: One,
    errors: ['not-found'],
  }),
  'moderation:lower-all-hands': clientEvent({
    ...moderate,
    summary: 'Lowers every hand.',
    payload: z.strictObject({}),
    errors: [],
  }),
  'moderation:ask-to-unmute': clientEvent({
    ...moderate,
    summary: 'Asks somebody to unmute. Nothing is switched on: they answer by doing it or not.',
    payload: One,
    errors: ['not-found', 'forbidden', 'conflict'],
  }),
  'moderation:set-liberties': clientEvent({
    ...moderate,
    summary:
      'Says what participants may do in this meeting; what is not named stays. What is taken goes off at once.',
    payload: z.strictObject({ liberties: Liberties.partial() }),
    errors: [],
  }),
  'moderation:withhold': clientEvent({
    ...moderate,
    summary: 'Takes liberties from one participant, whatever the others may do.',
    payload: OneAndLiberties,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:grant': clientEvent({
    ...moderate,
    summary: 'Gives liberties to one participant, whatever the others may not do.',
    payload: OneAndLiberties,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:suspend-everything': clientEvent({
    ...moderate,
    summary:
      'Takes every liberty, stops every microphone, camera and screen but the own, and locks; or puts things back as they were.',
    payload: z.strictObject({ isSuspended: z.boolean() }),
    errors: [],
  }),
  'moderation:set-role': clientEvent({
    ...moderate,
    summary: 'Makes or unmakes a moderator for this meeting. The host stays host.',
    payload: z.strictObject({
      participantId: Id,
      role: z.enum(['moderator', 'participant', 'viewer']),
    }),
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:remove-participant': clientEvent({
    ...moderate,
    summary:
      'Removes somebody. They come back only if a moderator admits them; with `block`, not at all while the block stands. With `takesInvitationBack`, nobody new comes by the link that they came by.',
    payload: z.strictObject({
      participantId: Id,
      block: z.boolean(),
      takesInvitationBack: z.literal(true).optional(),
    }),
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:send-to-lobby': clientEvent({
    ...moderate,
    summary:
      'Puts somebody back into the lobby, where they know and hear nothing until they are admitted. Switches the lobby on.',
    payload: One,
    errors: ['not-found', 'forbidden'],
  }),
  'moderation:list-blocked': clientEvent({
    ...moderate,
    summary: 'Who may not come to this room, newest first.',
    payload: z.strictObject({}),
    reply: z.array(BlockedPerson),
    errors: [],
  }),
  'moderation:allow-again': clientEvent({
    ...moderate,
    summary: 'Takes a block back: the person may come to this room like anybody else.',
    payload: z.strictObject({ blockId: Id }),
    errors: [],
  }),
  'moderation:set-lock': clientEvent({
    ...moderate,
    summary: 'Locks the meeting: nobody new gets in, not even to wait.',
    payload: z.strictObject({ isLocked: z.boolean() }),
    errors: [],
  }),
  'moderation:set-lobby': clientEvent({
    ...moderate,
    summary: 'Says whether newcomers of this meeting wait for a moderator.',
    payload: z.strictObject({ hasLobby: z.boolean() }),
    errors: [],
  }),
  'moderation:admit': clientEvent({
    ...moderate,
    summary: 'Lets one waiting person in, or all who are not held (`participantId` null).',
    payload: z.strictObject({ participantId: Id.nullable() }),
    errors: ['not-found', 'room-full'],
  }),
  'moderation:hold': clientEvent({
    ...moderate,
    summary:
      'Asks one waiting person for patience: they are told that they were seen, and letting all in leaves them out. Or takes that back.',
    payload: z.strictObject({ participantId: Id, isHeld: z.boolean() }),
    errors: ['not-found'],
  }),
  'moderation:deny': clientEvent({
    ...moderate,
    summary: 'Sends one waiting person away.',
    payload: One,
    errors: ['not-found'],
  }),
} as const;

const OneBlock = z.strictObject({ roomId: RoomId, blockId: Id });

export const moderationRoutes = {
  listBlocked: route({
    method: 'GET',
    path: '/api/rooms/:roomId/blocked',
    access: 'owner',
    summary: 'Who may not come to this room, newest first.',
    params: z.strictObject({ roomId: RoomId }),
    reply: z.array(BlockedPerson),
    errors: [],
  }),
  allowAgain: route({
    method: 'DELETE',
    path: '/api/rooms/:roomId/blocked/:blockId',
    access: 'owner',
    summary: 'Takes a block back: the person may come to this room like anybody else.',
    params: OneBlock,
    errors: [],
  }),
} as const;
