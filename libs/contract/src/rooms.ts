import * as z from 'zod';
import { Ceilings } from './ceilings';
import { Id, Moment, RoomId } from './ids';
import { RoomName, RoomPassword } from './names';
import { route } from './route';

/** A room as its owner sees it. The password is write-only: only `hasPassword` ever leaves the server. */
export const Room = z.object({
  id: RoomId,
  name: z.string(),
  hasPassword: z.boolean(),
  hasLobby: z.boolean(),
  /** True where participants' addresses stay hidden from each other: media and data go through the relay only. */
  hidesAddresses: z.boolean(),
  ceilings: Ceilings,
  /** Absolute, built from PUBLIC_URL, never from the request's Host header. */
  link: z.url(),
  createdAt: Moment,
  /** The meeting going on in the room now, if any. */
  meeting: z
    .object({ id: Id, startedAt: Moment, participantCount: z.number().int().nonnegative() })
    .nullable(),
});
export type Room = z.infer<typeof Room>;

export const CreateRoom = z.strictObject({
  name: RoomName,
  password: RoomPassword.optional(),
  hasLobby: z.boolean().optional(),
  hidesAddresses: z.boolean().optional(),
  ceilings: Ceilings.optional(),
});
export type CreateRoom = z.input<typeof CreateRoom>;

export const ChangeRoom = z.strictObject({
  name: RoomName.optional(),
  /** `null` takes the password away. Changing it ejects nobody. */
  password: RoomPassword.nullable().optional(),
  hasLobby: z.boolean().optional(),
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
    summary: 'Changes name, password, lobby, whether addresses are hidden, or bitrate ceilings.',
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
