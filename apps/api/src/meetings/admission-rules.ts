import { limits, type ErrorCode } from '@parley/contract';

/** Everything that decides about one person at the door, once the password is right. */
export interface AdmissionFacts {
  readonly isOwner: boolean;
  readonly isBlocked: boolean;
  readonly isLocked: boolean;
  readonly hasLobby: boolean;
  /** This account or device was removed from this meeting and nobody let it in again since. */
  readonly wasRemoved: boolean;
  /** Seats that take part or are on their way: those who reconnect count. */
  readonly admittedCount: number;
  readonly maxParticipants: number;
  readonly waitingCount: number;
}

export type AdmissionDecision =
  | { readonly type: 'admit' }
  | { readonly type: 'wait' }
  | { readonly type: 'refuse'; readonly code: ErrorCode };

const refuse = (code: ErrorCode): AdmissionDecision => ({ type: 'refuse', code });

/** The owner always gets in (security.md T20); a block outranks everything else, a removal outranks an open door. */
export function decideAdmission(facts: AdmissionFacts): AdmissionDecision {
  if (facts.isOwner) return { type: 'admit' };
  if (facts.isBlocked) return refuse('blocked');
  if (facts.isLocked) return refuse('room-locked');
  if (facts.hasLobby || facts.wasRemoved)
    return facts.waitingCount < limits.maxWaiting ? { type: 'wait' } : refuse('busy');
  return facts.admittedCount < facts.maxParticipants ? { type: 'admit' } : refuse('room-full');
}
