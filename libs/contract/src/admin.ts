import * as z from 'zod';
import { Account } from './accounts';
import { Id, Moment, RoomId } from './ids';
import { page, pageQuery, SearchText, SortOrder } from './paging';
import { PasswordResetLink } from './sign-in/password-resets';
import { Recording } from './recordings';
import { route } from './route';

/** An account as administrators see it. */
export const AdminAccount = Account.extend({
  isDisabled: z.boolean(),
  roomCount: z.number().int().nonnegative(),
});
export type AdminAccount = z.infer<typeof AdminAccount>;

export const AccountSort = z.enum(['name', 'email', 'createdAt']);
export type AccountSort = z.infer<typeof AccountSort>;
export const ListAccounts = z.strictObject({
  search: SearchText,
  sort: AccountSort.default('name'),
  order: SortOrder.default('ascending'),
  ...pageQuery,
});
export type ListAccounts = z.input<typeof ListAccounts>;

export const ChangeAccount = z.strictObject({
  isAdministrator: z.boolean().optional(),
  /** Nobody gets in with a disabled account; its sessions and seats end at once. */
  isDisabled: z.boolean().optional(),
});
export type ChangeAccount = z.input<typeof ChangeAccount>;

/** A room as administrators see it: not its password, nor who is inside. */
export const AdminRoom = z.object({
  id: RoomId,
  name: z.string(),
  owner: z.object({ id: Id, name: z.string(), email: z.string() }),
  createdAt: Moment,
  meeting: z
    .object({ startedAt: Moment, participantCount: z.number().int().nonnegative() })
    .nullable(),
});
export type AdminRoom = z.infer<typeof AdminRoom>;

export const AdminRoomSort = z.enum(['name', 'createdAt']);
export type AdminRoomSort = z.infer<typeof AdminRoomSort>;
export const ListAllRooms = z.strictObject({
  search: SearchText,
  sort: AdminRoomSort.default('name'),
  order: SortOrder.default('ascending'),
  ...pageQuery,
});
export type ListAllRooms = z.input<typeof ListAllRooms>;

/** A recording as administrators see it: that it is there and how large, not who is in it. */
export const AdminRecording = Recording.pick({
  id: true,
  roomId: true,
  roomName: true,
  title: true,
  startedAt: true,
  durationMs: true,
  sizeBytes: true,
  status: true,
}).extend({ ownerName: z.string().nullable() });
export type AdminRecording = z.infer<typeof AdminRecording>;

export const AdminRecordingSort = z.enum(['startedAt', 'sizeBytes']);
export type AdminRecordingSort = z.infer<typeof AdminRecordingSort>;
export const ListAllRecordings = z.strictObject({
  sort: AdminRecordingSort.default('startedAt'),
  order: SortOrder.default('descending'),
  ...pageQuery,
});
export type ListAllRecordings = z.input<typeof ListAllRecordings>;

/** How the server is. Settings are named one by one: secrets are not among them, only whether they are set. */
export const ServerHealth = z.object({
  version: z.string(),
  startedAt: Moment,
  serverTime: Moment,
  database: z.object({
    kind: z.enum(['SQLite', 'PostgreSQL']),
    sizeBytes: z.number().int().nonnegative(),
  }),
  /** Null where nothing is written anywhere. */
  disk: z
    .object({
      freeBytes: z.number().int().nonnegative(),
      totalBytes: z.number().int().nonnegative(),
    })
    .nullable(),
  memoryBytes: z.number().int().nonnegative(),
  accountCount: z.number().int().nonnegative(),
  roomCount: z.number().int().nonnegative(),
  recordingsBytes: z.number().int().nonnegative(),
  meetings: z.array(
    z.object({
      roomId: RoomId,
      roomName: z.string(),
      startedAt: Moment,
      participantCount: z.number().int().nonnegative(),
      isRecording: z.boolean(),
    }),
  ),
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type ServerHealth = z.infer<typeof ServerHealth>;

const AccountParams = z.strictObject({ accountId: Id });
const RoomParams = z.strictObject({ roomId: RoomId });
const administrator = { access: 'administrator' } as const;

export const adminRoutes = {
  listAccounts: route({
    ...administrator,
    method: 'GET',
    path: '/api/admin/accounts',
    summary: 'Every account, by name and email.',
    query: ListAccounts,
    reply: page(AdminAccount),
    errors: [],
  }),
  changeAccount: route({
    ...administrator,
    method: 'PATCH',
    path: '/api/admin/accounts/:accountId',
    summary:
      'Makes or unmakes an administrator, disables or enables an account. One administrator who can sign in always stays.',
    params: AccountParams,
    body: ChangeAccount,
    reply: AdminAccount,
    errors: ['not-found', 'last-administrator'],
  }),
  makePasswordLink: route({
    ...administrator,
    method: 'POST',
    path: '/api/admin/accounts/:accountId/password-link',
    summary: 'Makes a one-time link by which this person sets a new password. Told once.',
    params: AccountParams,
    reply: PasswordResetLink,
    errors: ['not-found'],
  }),
  listAllRooms: route({
    ...administrator,
    method: 'GET',
    path: '/api/admin/rooms',
    summary: 'Every room, with its owner and whether a meeting goes on.',
    query: ListAllRooms,
    reply: page(AdminRoom),
    errors: [],
  }),
  deleteAnyRoom: route({
    ...administrator,
    method: 'DELETE',
    path: '/api/admin/rooms/:roomId',
    summary: 'Deletes a room and ends its meeting; recordings stay.',
    params: RoomParams,
    errors: ['not-found'],
  }),
  endMeetingInRoom: route({
    ...administrator,
    method: 'DELETE',
    path: '/api/admin/rooms/:roomId/meeting',
    summary: 'Ends the meeting in a room for everybody; harmless where there is none.',
    params: RoomParams,
    errors: ['not-found'],
  }),
  listAllRecordings: route({
    ...administrator,
    method: 'GET',
    path: '/api/admin/recordings',
    summary: 'Every recording and how large it is.',
    query: ListAllRecordings,
    reply: page(AdminRecording),
    errors: [],
  }),
  deleteAnyRecording: route({
    ...administrator,
    method: 'DELETE',
    path: '/api/admin/recordings/:recordingId',
    summary: 'Deletes a recording and its files.',
    params: z.strictObject({ recordingId: Id }),
    errors: ['not-found', 'recording-running'],
  }),
  readServerHealth: route({
    ...administrator,
    method: 'GET',
    path: '/api/admin/health',
    summary: 'Version, uptime, database, disk, running meetings, and settings without secrets.',
    reply: ServerHealth,
    errors: [],
  }),
} as const;
