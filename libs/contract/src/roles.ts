import * as z from 'zod';

/** `host` owns the room; `moderator` is trusted by the host for this meeting; `viewer` publishes nothing. */
export const Role = z.enum(['host', 'moderator', 'participant', 'viewer']);
export type Role = z.infer<typeof Role>;

export const Permission = z.enum([
  'publish',
  'unmute',
  'start-camera',
  'share-screen',
  'send-chat',
  'share-files',
  'raise-hand',
  'moderate',
  'record',
  'end-meeting',
]);
export type Permission = z.infer<typeof Permission>;

/** What a room, or a moderator for one person, may withhold from participants; hosts and moderators have all of it. */
export const Liberty = Permission.extract([
  'unmute',
  'start-camera',
  'share-screen',
  'send-chat',
  'share-files',
  'record',
]);
export type Liberty = z.infer<typeof Liberty>;

/** Which of them participants have. */
export const Liberties = z.strictObject({
  unmute: z.boolean(),
  'start-camera': z.boolean(),
  'share-screen': z.boolean(),
  'send-chat': z.boolean(),
  'share-files': z.boolean(),
  record: z.boolean(),
} satisfies Record<Liberty, z.ZodBoolean>);
export type Liberties = z.infer<typeof Liberties>;

export const usualLiberties: Liberties = {
  unmute: true,
  'start-camera': true,
  'share-screen': true,
  'send-chat': true,
  'share-files': true,
  record: false,
};

/** Who may do what. The server enforces it, the web app hides by it, the generated permission test reads it. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  host: Permission.options,
  moderator: Permission.options,
  participant: [
    'publish',
    'unmute',
    'start-camera',
    'share-screen',
    'send-chat',
    'share-files',
    'raise-hand',
  ],
  viewer: ['send-chat', 'raise-hand'],
};

export function may(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}

/** What decides about one person in one meeting, at this moment. */
export interface Standing {
  readonly role: Role;
  /** What a moderator withholds from this person alone. */
  readonly withheld?: readonly Liberty[] | undefined;
  /** What a moderator gives this person alone, though the meeting withholds it from everybody. */
  readonly granted?: readonly Liberty[] | undefined;
}

/** True where the role allows it, the meeting or a moderator gives it, and no moderator withholds it. */
export function mayNow(standing: Standing, liberties: Liberties, permission: Permission): boolean {
  const { role, withheld = [], granted = [] } = standing;
  const liberty = Liberty.safeParse(permission);
  if (!liberty.success || may(role, 'moderate')) return may(role, permission);
  // A meeting gives participants more than their role has, viewers never.
  if (role === 'viewer' && !may(role, permission)) return false;
  const isGiven = liberties[liberty.data] || granted.includes(liberty.data);
  return isGiven && !withheld.includes(liberty.data);
}

/** True where `actor` outranks or equals `target`: a moderator never acts on the host. */
export function mayActOn(actor: Role, target: Role): boolean {
  return may(actor, 'moderate') && (target !== 'host' || actor === 'host');
}
