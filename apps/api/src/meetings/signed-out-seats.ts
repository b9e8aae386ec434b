import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { PinoLogger } from 'nestjs-pino';
import { type EndedSessions, SessionEndings } from '../auth/session-endings';
import { type Cancel, Clock } from '../realtime/clock';
import { Departures } from './departures';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingRecords } from './meeting-records';
import { SessionsElsewhere } from './sessions-elsewhere';

/** Sessions that expire are found by looking (security.md T11: within 75 s). */
const lookEveryMs = 60_000;

/**
 * A seat lives no longer than the session that got it: signing out, an ended session, a changed password, a disabled or
 * deleted account take it away at once, sockets included (security.md T13). Guests' seats have no session.
 */
@Injectable()
export class SignedOutSeats implements OnModuleInit, OnModuleDestroy {
  private subscription: Subscription | null = null;
  private cancelLook: Cancel = () => undefined;
  private isLooking = false;
  private isToLookAgain = false;

  constructor(
    private readonly endings: SessionEndings,
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly departures: Departures,
    private readonly elsewhere: SessionsElsewhere,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(SignedOutSeats.name);
  }

  onModuleInit(): void {
    this.subscription = this.endings.ended$.subscribe((ended) => this.start(ended));
    this.elsewhere.start(() => this.lookNow());
    this.lookLater();
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
    this.cancelLook();
  }

  /** True where the session ended while its request for a seat was under way; what it got is taken away then. */
  async tookBack(accountId: string, sessionId: string): Promise<boolean> {
    if (!this.endings.hasJustEnded(sessionId)) return false;
    await this.takeAway({ accountId, sessionIds: [sessionId], isEverySession: false });
    return true;
  }

  private start(ended: EndedSessions): void {
    this.takeAway(ended).catch((error: unknown) =>
      this.logger.error({ err: error, accountId: ended.accountId }, 'seats not taken away'),
    );
  }

  private async takeAway(ended: EndedSessions): Promise<void> {
    const isOver = (seat: LiveSeat) =>
      (seat.sessionId !== null && ended.sessionIds.includes(seat.sessionId)) ||
      (ended.isEverySession && seat.accountId === ended.accountId);
    const concerned = this.meetings
      .all()
      .filter(({ seats }) => [...seats.values()].some((seat) => isOver(seat)));
    await Promise.all(concerned.map((meeting) => this.emptySeats(meeting, isOver)));
  }

  private async emptySeats(
    meeting: LiveMeeting,
    isOver: (seat: LiveSeat) => boolean,
  ): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      // Looked up again: it waited its turn, and the seat may be gone or another session's by now.
      const gone = [...meeting.seats.values()].filter((seat) => isOver(seat));
      if (meeting.isOver || gone.length === 0) return;
      await this.records.setStanding(gone, 'signed-out');
      for (const seat of gone)
        await this.departures.takeAway(meeting, seat, {
          reason: 'left',
          by: null,
          dismissal: { reason: 'signed-out', by: null },
        });
    });
  }

  private lookLater(): void {
    if (this.subscription?.closed) return;
    this.cancelLook = this.clock.schedule(lookEveryMs, () => {
      this.lookNow();
      this.lookLater();
    });
  }

  /** One look at a time; whatever is heard meanwhile is looked at in one more. */
  private lookNow(): void {
    this.isToLookAgain = this.isLooking;
    if (this.isLooking || this.subscription?.closed) return;
    this.isLooking = true;
    this.look()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'sessions not looked at'))
      .finally(() => {
        this.isLooking = false;
        if (this.isToLookAgain) this.lookNow();
      });
  }

  private async look(): Promise<void> {
    const seats = this.meetings.all().flatMap(({ seats }) => [...seats.values()]);
    const accountOf = new Map(
      seats.flatMap(({ sessionId, accountId }) =>
        sessionId !== null && accountId !== null ? [[sessionId, accountId] as const] : [],
      ),
    );
    if (accountOf.size === 0) return;
    for (const sessionId of await this.endings.endedOf([...accountOf.keys()])) {
      const accountId = accountOf.get(sessionId) ?? '';
      await this.takeAway({ accountId, sessionIds: [sessionId], isEverySession: false });
    }
  }
}
