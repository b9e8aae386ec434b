import { may, type Id, type Role } from '@parley/contract';

/** Who learns of a happening: everybody in the meeting, those who may moderate it, or the named participants. */
export type Audience = 'everyone' | 'moderators' | readonly Id[];

export function isIn(
  audience: Audience,
  { participantId, role }: { readonly participantId: Id; readonly role: Role },
): boolean {
  if (audience === 'everyone') return true;
  if (audience === 'moderators') return may(role, 'moderate');
  return audience.includes(participantId);
}
