import { Injectable } from '@nestjs/common';
import type { Id, RoomId, Seat, SeatInside } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { hashOfSecret, newSecret } from '../auth/secret';
import { Refusal } from '../errors/refusal';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingRecords } from './meeting-records';
import type { Visitor } from './new-rows';
import type { Person } from './person';
import { entryGraceMs, Presence } from './presence';

/** Whoever comes with a session has the seat by it from then on. */
type Newcomer = Person & Pick<Visitor, 'sessionId'>;

/**
 * One person, two pages: the second takes the seat of the first, so that nobody is there twice (security.md X43). The
 * seat gets a new token; the page that had the old one is told so as soon as the new one enters, and not before, so that
 * the others see no gap.
 */
@Injectable()
export class TakeOvers {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly presence: Presence,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(TakeOvers.name);
  }

  /** The seats in a room's running meeting that this person may take over, in the order in which they were asked for. */
  seatsOf(roomId: RoomId, person: Person): SeatInside[] {
    const seats = [...(this.meetings.inRoom(roomId)?.seats.values() ?? [])];
    return seats
      .filter((seat) => seat.pageId !== null && isOwn(seat, person))
      .map(({ participantId, name, accountId }) => {
        return { participantId, name, isAccount: accountId !== null };
      });
  }

  /** The seat that an account has already: joining again is moving, never a second self. */
  seatOfAccount(roomId: RoomId, { accountId }: Person): LiveSeat | null {
    if (accountId === null) return null;
    const seats = [...(this.meetings.inRoom(roomId)?.seats.values() ?? [])];
    return seats.find((seat) => seat.accountId === accountId) ?? null;
  }

  /** Refuses `seat-gone` where there is no such seat, or it is somebody else's. */
  async take(roomId: RoomId, participantId: Id, person: Newcomer): Promise<Seat> {
    return this.meetings.inOrder(roomId, async () => {
      const seat = this.meetings.inRoom(roomId)?.seats.get(participantId);
      if (!seat || !isOwn(seat, person)) throw Refusal.of('seat-gone', 'Not a seat to take over');
      return this.handOver(seat, person);
    });
  }

  /** For use inside the room's queue. */
  async handOver(seat: LiveSeat, { sessionId }: Newcomer): Promise<Seat> {
    const token = newSecret();
    const tokenHash = hashOfSecret(token);
    await this.records.renewToken(seat, tokenHash, sessionId);
    seat.sessionId = sessionId;
    this.meetings.renewToken(seat, tokenHash);
    if (seat.page === null) this.presence.keepFor(seat, entryGraceMs);
    const { roomId, meetingId, participantId, name, role } = seat;
    this.logger.info({ roomId, meetingId, participantId }, 'seat taken over');
    const state = seat.standing === 'waiting' ? 'waiting' : 'admitted';
    return { token, meetingId, participantId, name, role, state };
  }
}

/**
 * An account's seats are for that account only: whoever uses the same browser without it is somebody else. Guests are
 * known by nothing but their browser, which they may share; which of its seats is theirs they say themselves.
 */
function isOwn(seat: LiveSeat, { accountId, deviceHash }: Person): boolean {
  if (accountId !== null) return seat.accountId === accountId;
  return seat.accountId === null && seat.deviceHash === deviceHash;
}
