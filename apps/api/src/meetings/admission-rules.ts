import { limits, type ErrorCode } from '@parley/contract';

/** Everything that decides about one person at the door. */
export interface AdmissionFacts {
  readonly isOwner: boolean;
  /** A moderator of the room by account, in every meeting. */
  readonly isModerator: boolean;
  /** Nobody is signed in. */
  readonly isGuest: boolean;
  readonly allowsGuests: boolean;
  readonly isBlocked: boolean;
  /** This account or device was removed from this meeting and nobody let it in again since. */
  readonly wasRemoved: boolean;
  /** Where the moment lies in the time for which the room is open to others. */
  readonly time: 'before' | 'within' | 'after';
  readonly needsInvitation: boolean;
  /** `over` was brought and is used up, too old, or taken back. */
  readonly invitation: 'none' | 'good' | 'over';
  /** `not-needed` where the room has none; `unchecked` where one is still to be compared; `missing` where none came. */
  readonly password: 'not-needed' | 'missing' | 'unchecked' | 'right';
  readonly isLocked: boolean;
  readonly hasLobby: boolean;
  /** The room waits for its host, and nobody who moderates is there. */
  readonly isHostMissing: boolean;
  /** Seats that take part or are on their way: those who reconnect count. */
  readonly admittedCount: number;
  readonly maxParticipants: number;
  readonly waitingCount: number;
}

export type AdmissionDecision =
  | { readonly type: 'admit' }
  | { readonly type: 'wait'; readonly for: 'moderator' | 'host' }
  /** Nothing is in the way but the password; decide again once it was found right. */
  | { readonly type: 'check-password' }
  | { readonly type: 'refuse'; readonly code: ErrorCode };

const refuse = (code: ErrorCode): AdmissionDecision => ({ type: 'refuse', code });

/**
 * The owner always gets in (security.md T20); a block outranks everything else, a removal outranks an open door. A
 * room's moderators need neither password nor invitation nor the right time, and no lobby or lock holds them up. For
 * the rest an invitation stands for the password, and never for the lobby.
 */
export function decideAdmission(facts: AdmissionFacts): AdmissionDecision {
  if (facts.isOwner) return { type: 'admit' };
  if (facts.isBlocked) return refuse('blocked');
  if (facts.isModerator) return facts.wasRemoved ? wait(facts, 'moderator') : enter(facts);
  return (
    refusalByRoom(facts) ??
    credentials(facts) ??
    (facts.isLocked ? refuse('room-locked') : pastTheLock(facts))
  );
}

/** By what the room's owner set for everybody. */
function refusalByRoom(facts: AdmissionFacts): AdmissionDecision | null {
  if (facts.isGuest && !facts.allowsGuests) return refuse('guests-refused');
  if (facts.time === 'before') return refuse('room-not-open');
  return facts.time === 'after' ? refuse('room-closed') : null;
}

/** By what somebody brings along. */
function credentials({ invitation, needsInvitation, password }: AdmissionFacts) {
  if (invitation === 'good') return null;
  if (needsInvitation)
    return refuse(invitation === 'over' ? 'invitation-over' : 'invitation-needed');
  if (password === 'missing' && invitation === 'over') return refuse('invitation-over');
  const isOpen = password === 'not-needed' || password === 'right';
  return isOpen ? null : ({ type: 'check-password' } as const);
}

function pastTheLock(facts: AdmissionFacts): AdmissionDecision {
  if (facts.hasLobby || facts.wasRemoved) return wait(facts, 'moderator');
  return facts.isHostMissing ? wait(facts, 'host') : enter(facts);
}

function wait({ waitingCount }: AdmissionFacts, whom: 'moderator' | 'host'): AdmissionDecision {
  return waitingCount < limits.maxWaiting ? { type: 'wait', for: whom } : refuse('busy');
}

function enter({ admittedCount, maxParticipants }: AdmissionFacts): AdmissionDecision {
  return admittedCount < maxParticipants ? { type: 'admit' } : refuse('room-full');
}
