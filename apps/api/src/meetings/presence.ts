import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { limits, type Secret } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { hashOfSecret } from '../auth/secret';
import { Refusal } from '../errors/refusal';
import { Clock } from '../realtime/clock';
import type { Caller, SocketSeat } from '../realtime/socket-seat';
import { SeatAuthority } from '../realtime/socket-seat';
import { Departures } from './departures';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingRecords } from './meeting-records';
import type { SeatStanding } from './seat.entity';

/**
 * A reloaded page is back by then, as a rule, and nobody saw it go; a closed tab is gone from sight within a second
 * (security.md X25). Nothing tells the two apart when a page goes.
 */
export const outOfSightAfterMs = 800;

/** A page enters right after it got its seat; who does not come must not keep a place from others. */
export const entryGraceMs = 30_000;

const refusalOfStanding: Readonly<Record<SeatStanding, Parameters<typeof Refusal.of>>> = {
  removed: ['removed', 'A moderator removed this seat'],
  blocked: ['blocked', 'A moderator removed and blocked this seat'],
  denied: ['denied', 'A moderator sent this seat away'],
  ended: ['meeting-ended', 'The meeting has ended'],
  'signed-out': ['seat-gone', 'The session that got this seat is over'],
  left: ['seat-gone', 'This seat was given back'],
  // Alive in the database but not in this process: the room was deleted a moment ago.
  waiting: ['seat-gone', 'This seat is over'],
  admitted: ['seat-gone', 'This seat is over'],
};

/** Which page sits on which seat, and how long a seat waits for its page to come back. */
@Injectable()
export class Presence extends SeatAuthority implements BeforeApplicationShutdown {
  private isShuttingDown = false;

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly departures: Departures,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    super();
    logger.setContext(Presence.name);
  }

  async seatOf(token: Secret): Promise<SocketSeat> {
    const tokenHash = hashOfSecret(token);
    const seat = this.meetings.seatByToken(tokenHash);
    if (seat) return seat;
    const standing = await this.records.standingOfToken(tokenHash);
    throw Refusal.of(...refusalOfStanding[standing ?? 'left']);
  }

  connected({ seat, page }: Caller): void {
    const own = this.find(seat);
    if (!own) return page.close();
    own.newcomer?.close();
    own.newcomer = page;
  }

  disconnected({ seat, page }: Caller): void {
    const own = this.find(seat);
    if (own?.newcomer === page) own.newcomer = null;
    if (own?.page === page) this.lose(own, () => this.keepFor(own, limits.seatGraceMs));
  }

  /**
   * The page goes away and may come back as a reloaded one; until it enters again it may do nothing. The others stop
   * drawing it when that takes long, but whoever has a role keeps it until the seat is given back.
   */
  sayAway({ seat, page }: Caller): void {
    const own = this.find(seat);
    if (own?.page !== page) return;
    own.newcomer = page;
    this.lose(own, () =>
      own.setGrace(this.clock.schedule(outOfSightAfterMs, () => this.putOutOfSight(own))),
    );
  }

  /** Makes room for a page on its seat. The newest wins: a page that sat there before is told so and closed. */
  vacate(own: LiveSeat, { page }: Caller, pageId: string): void {
    const previous = own.page;
    own.endGrace();
    own.page = null;
    own.isAway = false;
    if (previous === null || previous === page) return;
    // The same page on a new socket: the old one is half-open, and what it says would only confuse the page.
    if (own.pageId === pageId) previous.close();
    else previous.dismiss({ reason: 'replaced', by: null });
  }

  sit(own: LiveSeat, { page }: Caller): void {
    own.page = page;
    if (own.newcomer === page) own.newcomer = null;
  }

  /** Lets a seat wait this long for a page. */
  keepFor(seat: LiveSeat, graceMs: number): void {
    seat.setGrace(this.clock.schedule(graceMs, () => this.expire(seat)));
  }

  /** Sockets that close from here on belong to pages that come back to the next process. */
  beforeApplicationShutdown(): void {
    this.isShuttingDown = true;
    for (const meeting of this.meetings.all())
      for (const seat of meeting.seats.values()) seat.endGrace();
  }

  private lose(seat: LiveSeat, keep: () => void): void {
    if (this.isShuttingDown) return;
    seat.page = null;
    keep();
    this.tellDisconnected(seat);
    const { roomId, meetingId, participantId } = seat;
    this.logger.info({ roomId, meetingId, participantId }, 'page disconnected');
  }

  private putOutOfSight(seat: LiveSeat): void {
    seat.isAway = true;
    this.keepFor(seat, limits.seatAwayGraceMs - outOfSightAfterMs);
    this.tellDisconnected(seat);
  }

  private tellDisconnected({ meetingId, participantId, pageId, isAway }: LiveSeat): void {
    const meeting = this.meetings.get(meetingId);
    if (!meeting?.participant(participantId) || pageId === null) return;
    meeting.publish({
      type: 'meetings:connection-changed',
      participantId,
      pageId,
      isConnected: false,
      ...(isAway && { isAway }),
    });
  }

  private expire(seat: LiveSeat): void {
    const meeting = this.meetings.get(seat.meetingId);
    if (!meeting || this.isShuttingDown) return;
    this.departures.goodbye(meeting, seat, 'vanished').catch((error: unknown) => {
      this.logger.warn({ err: error, participantId: seat.participantId }, 'seat not given back');
      // The database is away: the ghost stays for another while, and then goes.
      if (seat.standing !== 'over' && seat.page === null) this.keepFor(seat, entryGraceMs);
    });
  }

  private find({ meetingId, participantId }: SocketSeat): LiveSeat | null {
    return this.meetings.get(meetingId)?.seats.get(participantId) ?? null;
  }
}
