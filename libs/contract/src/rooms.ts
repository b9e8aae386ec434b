import * as z from 'zod';
import { Ceilings } from './ceilings';
import { LargestFileBytes } from './files';
import { Id, Moment, RoomId } from './ids';
import { limits } from './limits';
import { cleanText, RoomName, RoomPassword } from './names';
import { Liberties } from './roles';
import { RoomRecording } from './room-recording';
import { route } from './route';

/** What stands at the door below the room's name: a few lines, perhaps none. */
export const RoomDescription = cleanText(limits.roomDescriptionLength);
/** How many may be in the room's meeting at once; null for as many as the operator allows. */
export const Capacity = z.number().int().min(2).max(1_000).nullable();

/** A room as its owner sees it. The password is write-only: only `hasPassword` ever leaves the server. */
export const Room = z.object({
  id: RoomId,
  name: z.string(),
  description: z.string(),
  hasPassword: z.boolean(),
  hasLobby: z.boolean(),
  /** False where only people with an account come in. */
  allowsGuests: z.boolean(),
  /** True where everybody but the owner and the room's moderators needs an invitation link. */
  onlyInvited: z.boolean(),
  /** True where early comers wait until the host or a moderator is there. */
  waitsForHost: z.boolean(),
  capacity: Capacity,
  /** What participants may do when a meeting begins. */
  liberties: Liberties,
  /** From when and until when others than the owner and the room's moderators come in. */
  opensAt: Moment.nullable(),
  closesAt: Moment.nullable(),
  /** True where participants' addresses stay hidden from each other: media and data go through the relay only. */
  hidesAddresses: z.boolean(),
  ceilings: Ceilings,
  largestFileBytes: LargestFileBytes,
  recording: RoomRecording,
  /** Absolute, built from PUBLIC_URL, never from the request's Host header. */
  link: z.url(),
  createdAt: Moment,
  /** The meeting going on in the room now, if any. */
  meeting: z
    .object({ id: Id, startedAt: Moment, participantCount: z.number().int().nonnegative() })
    .nullable(),
});
export type Room = z.infer<typeof Room>;

/** Settings that a new room takes and an existing one changes; what is left out stays, or is as usual. */
const settings = {
  description: RoomDescription.optional(),
  hasLobby: z.boolean().optional(),
  /** False sends guests out of a running meeting at once, too. */
  allowsGuests: z.boolean().optional(),
  onlyInvited: z.boolean().optional(),
  waitsForHost: z.boolean().optional(),
  capacity: Capacity.optional(),
  /** Holds at once, also in a meeting that is going on. */
  liberties: Liberties.optional(),
  /** Holds at once, for moderators too; what is listed already stays. */
  largestFileBytes: LargestFileBytes.optional(),
  opensAt: Moment.nullable().optional(),
  closesAt: Moment.nullable().optional(),
  /** Holds at once, also in a meeting that is going on. */
  recording: RoomRecording.optional(),
};

export const CreateRoom = z.strictObject({
  ...settings,
  name: RoomName,
  password: RoomPassword.optional(),
  hidesAddresses: z.boolean().optional(),
  ceilings: Ceilings.optional(),
});
export type CreateRoom = z.input<typeof CreateRoom>;

export const ChangeRoom = z.strictObject({
  ...settings,
  name: RoomName.optional(),
  /** `null` takes the password away. Changing it ejects nobody. */
  password: RoomPassword.nullable().optional(),
  /** Holds from the next meeting on. Refused with `relay-missing` where the server has no relay. */
  hidesAddresses: z.boolean().optional(),
  /** Holds at once, also in a meeting that is going on. */
  ceilings: Ceilings.optional(),
});
export type ChangeRoom = z.input<typeof ChangeRoom>;

const RoomParams = z.strictObject({ roomId: RoomId });

export const roomRoutes = {
  listRooms: route({
    method: 'GET',
    path: '/api/rooms',
    access: 'account',
    summary: "The signed-in person's rooms, newest first.",
    reply: z.array(Room),
    errors: [],
  }),
  createRoom: route({
    method: 'POST',
    path: '/api/rooms',
    access: 'account',
    summary: 'Makes a room owned by the signed-in person.',
    body: CreateRoom,
    reply: Room,
    errors: ['too-many-tries', 'busy', 'relay-missing'],
  }),
  readRoom: route({
    method: 'GET',
    path: '/api/rooms/:roomId',
    access: 'owner',
    summary: 'One own room.',
    params: RoomParams,
    reply: Room,
    errors: ['not-found'],
  }),
  changeRoom: route({
    method: 'PATCH',
    path: '/api/rooms/:roomId',
    access: 'owner',
    summary: 'Changes what is given, and leaves the rest.',
    params: RoomParams,
    body: ChangeRoom,
    reply: Room,
    errors: ['not-found', 'busy', 'relay-missing'],
  }),
  deleteRoom: route({
    method: 'DELETE',
    path: '/api/rooms/:roomId',
    access: 'owner',
    summary: 'Deletes the room and ends its meeting; recordings stay.',
    params: RoomParams,
    errors: ['not-found'],
  }),
} as const;
