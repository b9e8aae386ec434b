import * as z from 'zod';
import { Id, Moment, RoomId, Secret } from './ids';
import { limits } from './limits';
import { Email, RoomName } from './names';
import { Room } from './rooms';
import { route } from './route';

/** A link into one room that can be counted and taken back. Its secret is told once, when it is made. */
export const Invitation = z.object({
  id: Id,
  /** For whom it is meant, in the owner's words. */
  label: z.string(),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  /** How many people may come by it; null for any number. Who came once comes again without counting. */
  maxUses: z.number().int().positive().nullable(),
  useCount: z.number().int().nonnegative(),
  revokedAt: Moment.nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

/** The address of the page with its secret behind `#`, where no server and no log sees it. */
export const NewInvitation = Invitation.extend({ link: z.url(), secret: Secret });
export type NewInvitation = z.infer<typeof NewInvitation>;

export const MakeInvitation = z.strictObject({
  label: RoomName,
  expiresAt: Moment.nullable().optional(),
  maxUses: z.number().int().min(1).max(10_000).nullable().optional(),
});
export type MakeInvitation = z.input<typeof MakeInvitation>;

/** Somebody who is a moderator in every meeting of a room. */
export const RoomModerator = z.object({ accountId: Id, name: z.string(), email: z.string() });
export type RoomModerator = z.infer<typeof RoomModerator>;

const RoomParams = z.strictObject({ roomId: RoomId });
const ByEmail = z.strictObject({ email: Email });

export const roomLinkRoutes = {
  listRoomInvitations: route({
    method: 'GET',
    path: '/api/rooms/:roomId/invitations',
    access: 'owner',
    summary: "A room's invitation links, newest first, without their secrets.",
    params: RoomParams,
    reply: z.array(Invitation).max(limits.invitationsPerRoom),
    errors: ['not-found'],
  }),
  makeRoomInvitation: route({
    method: 'POST',
    path: '/api/rooms/:roomId/invitations',
    access: 'owner',
    summary:
      'Makes an invitation link. It stands for the room password, not for the lobby; the answer is the only time that its secret is told.',
    params: RoomParams,
    body: MakeInvitation,
    reply: NewInvitation,
    errors: ['not-found', 'conflict', 'too-many-tries', 'busy'],
  }),
  revokeRoomInvitation: route({
    method: 'DELETE',
    path: '/api/rooms/:roomId/invitations/:invitationId',
    access: 'owner',
    summary:
      'Takes an invitation link back: nobody comes in by it any more. With `remove`, whoever came by it leaves at once.',
    params: z.strictObject({ roomId: RoomId, invitationId: Id }),
    query: z.strictObject({ remove: z.literal('true').optional() }),
    reply: Invitation,
    errors: ['not-found', 'busy'],
  }),
  listRoomModerators: route({
    method: 'GET',
    path: '/api/rooms/:roomId/moderators',
    access: 'owner',
    summary: 'Who is a moderator in every meeting of the room.',
    params: RoomParams,
    reply: z.array(RoomModerator).max(limits.moderatorsPerRoom),
    errors: ['not-found'],
  }),
  addRoomModerator: route({
    method: 'POST',
    path: '/api/rooms/:roomId/moderators',
    access: 'owner',
    summary:
      'Makes an account a moderator of the room: they come in at any time, without password, lobby, or invitation.',
    params: RoomParams,
    body: ByEmail,
    reply: RoomModerator,
    errors: ['not-found', 'account-unknown', 'conflict', 'too-many-tries', 'busy'],
  }),
  removeRoomModerator: route({
    method: 'DELETE',
    path: '/api/rooms/:roomId/moderators/:accountId',
    access: 'owner',
    summary: 'Ends that, in a running meeting at once.',
    params: z.strictObject({ roomId: RoomId, accountId: Id }),
    errors: ['not-found', 'busy'],
  }),
  transferRoom: route({
    method: 'POST',
    path: '/api/rooms/:roomId/transfer',
    access: 'owner',
    summary:
      'Gives the room away, at once and for good. Whoever had it stays a moderator of it until the new owner ends that.',
    params: RoomParams,
    body: ByEmail,
    reply: Room,
    errors: ['not-found', 'account-unknown', 'conflict', 'too-many-tries', 'busy'],
  }),
} as const;
