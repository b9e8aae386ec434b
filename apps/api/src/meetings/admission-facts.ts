import type { Settings } from '../config/settings';
import type { Visit } from '../rooms/room-door';
import type { RoomRecord } from '../rooms/room.mapper';
import type { AdmissionFacts } from './admission-rules';
import type { LiveMeeting } from './live-meeting';
import { capacityOf } from './meeting-frame';
import type { Visitor } from './new-rows';

interface Situation {
  readonly visit: Visit;
  readonly visitor: Visitor;
  readonly running: LiveMeeting | null;
  readonly isBlocked: boolean;
  /** The password was found right a moment ago. */
  readonly isPasswordRight: boolean;
  readonly now: Date;
  readonly settings: Settings;
}

/** What is to be known before anybody decides. */
export function factsOf(situation: Situation): AdmissionFacts {
  const { visit, visitor, running, isBlocked, settings, now } = situation;
  const { room, isOwner, isModerator } = visit;
  return {
    isOwner,
    isModerator,
    isGuest: visitor.accountId === null,
    allowsGuests: room.allowsGuests,
    isBlocked,
    wasRemoved: running?.wasRemoved(visitor) ?? false,
    time: timeOf(room, now),
    needsInvitation: room.onlyInvited,
    invitation: invitationOf(situation),
    password: passwordOf(situation),
    isLocked: running?.isLocked ?? false,
    hasLobby: running?.hasLobby ?? room.hasLobby,
    isHostMissing: isHostMissing(room, running),
    admittedCount: running?.admittedCount ?? 0,
    maxParticipants: capacityOf(room, settings),
    waitingCount: running?.waitingSeats().length ?? 0,
  };
}

/** Where this moment lies in the time for which a room is open. */
export function timeOf({ opensAtMs, closesAtMs }: RoomRecord, now: Date): AdmissionFacts['time'] {
  if (opensAtMs !== null && now.getTime() < opensAtMs) return 'before';
  return closesAtMs !== null && now.getTime() >= closesAtMs ? 'after' : 'within';
}

/** One who reconnects is there. */
export function isHostMissing({ waitsForHost }: RoomRecord, running: LiveMeeting | null): boolean {
  return waitsForHost && !running?.participantSeats().some(({ isModerator }) => isModerator);
}

function invitationOf({ visit, visitor }: Situation): AdmissionFacts['invitation'] {
  if (visit.invitationId !== null) return 'good';
  return visitor.invitation === undefined ? 'none' : 'over';
}

function passwordOf({ visit, visitor, isPasswordRight }: Situation): AdmissionFacts['password'] {
  if (!visit.room.hasPassword) return 'not-needed';
  if (isPasswordRight) return 'right';
  return visitor.password === undefined ? 'missing' : 'unchecked';
}
