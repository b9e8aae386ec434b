import * as z from 'zod';

/** `host` owns the room; `moderator` is trusted by the host for this meeting; `viewer` publishes nothing. */
export const Role = z.enum(['host', 'moderator', 'participant', 'viewer']);
export type Role = z.infer<typeof Role>;

export const Permission = z.enum([
  'publish',
  'send-chat',
  'share-files',
  'raise-hand',
  'moderate',
  'record',
  'end-meeting',
]);
export type Permission = z.infer<typeof Permission>;

/** Who may do what. The server enforces it, the web app hides by it, the generated permission test reads it. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  host: Permission.options,
  moderator: Permission.options,
  participant: ['publish', 'send-chat', 'share-files', 'raise-hand'],
  viewer: ['send-chat', 'raise-hand'],
};

export function may(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}

/** True where `actor` outranks or equals `target`: a moderator never acts on the host. */
export function mayActOn(actor: Role, target: Role): boolean {
  return may(actor, 'moderate') && (target !== 'host' || actor === 'host');
}
