import { randomUUID } from 'node:crypto';
import type { Extra, Id, Role, SeatState } from '@parley/contract';
import type { RoomRecord } from '../rooms/room.mapper';
import type { MeetingEntity } from './meeting.entity';
import type { ConsentAnswer } from './live-seat';
import type { Person } from './person';
import type { SeatEntity } from './seat.entity';

/** Who stands at the door. */
export interface Visitor extends Person {
  /** The network they come from, for counting tries. */
  readonly address: string;
  readonly name: string;
  readonly password: string | undefined;
  /** The seat they want to take over, instead of a new one. */
  readonly takeOver: Id | undefined;
  /** The secret of an invitation link. */
  readonly invitation: string | undefined;
  readonly extra: Extra | undefined;
  /** The session by which they are signed in; null for guests. */
  readonly sessionId: Id | null;
  readonly pictureId: Id | null;
}

interface NewSeat {
  readonly meetingId: Id;
  readonly tokenHash: string;
  readonly name: string;
  readonly role: Role;
  readonly standing: SeatState;
  readonly wasRemoved: boolean;
  readonly waitsForHost: boolean;
  readonly invitationId: Id | null;
  readonly toldOfRecording: boolean;
  /** Of being recorded, from an earlier stay in this meeting. */
  readonly refusal?: ConsentAnswer | null;
  readonly visitor: Person & Pick<Visitor, 'extra' | 'sessionId' | 'pictureId'>;
  readonly now: Date;
}

export function meetingRow(room: RoomRecord, now: Date): MeetingEntity {
  return {
    id: randomUUID(),
    roomId: room.id,
    isLocked: false,
    hasLobby: room.hasLobby,
    hidesAddresses: room.hidesAddresses,
    life: 0,
    liberties: null,
    suspended: null,
    startedAtMs: now.getTime(),
    endedAtMs: null,
  };
}

export function seatRow({ visitor, now, refusal = null, ...seat }: NewSeat): SeatEntity {
  return {
    id: randomUUID(),
    ...seat,
    accountId: visitor.accountId,
    deviceHash: visitor.deviceHash,
    sessionId: visitor.sessionId,
    pictureId: visitor.pictureId,
    extra: visitor.extra ?? null,
    isHeld: false,
    endedById: null,
    askedAtMs: now.getTime(),
    changedAtMs: now.getTime(),
    joinedAtMs: null,
    pageId: null,
    publications: null,
    orders: null,
    withheld: null,
    granted: null,
    recordingConsent: refusal && refusal.consent,
    recordingConsentAtMs: refusal && refusal.atMs,
  };
}
