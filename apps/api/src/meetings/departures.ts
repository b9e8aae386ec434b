import { Injectable } from '@nestjs/common';
import { may, type Actor, type Dismissal } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingRecords } from './meeting-records';
import { WaitingBoard } from './waiting-board';

/** One seat's way out. */
interface Departure {
  readonly reason: 'left' | 'vanished' | 'removed';
  readonly by: Actor | null;
  /** What the seat's own pages are told; null where they know. */
  readonly dismissal: Dismissal | null;
}

/**
 * Every way out of a meeting. The row in the database comes first, then the roster, then the person's own page; all
 * inside the room's queue, so that nobody comes in between.
 */
@Injectable()
export class Departures {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly waitingBoard: WaitingBoard,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Departures.name);
  }

  /** The seat is given back, or nobody came back to it within its grace time. */
  async goodbye(meeting: LiveMeeting, seat: LiveSeat, reason: 'left' | 'vanished'): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      const cameBack = reason === 'vanished' && seat.page !== null;
      if (seat.standing === 'over' || cameBack) return;
      await this.records.setStanding([seat], 'left');
      await this.takeAway(meeting, seat, { reason, by: null, dismissal: null });
    });
  }

  /** Ends the meeting for everybody; `by` null where nobody in the meeting did it. Refuses `forbidden`. */
  async end(meeting: LiveMeeting, by: LiveSeat | null): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      if (meeting.isOver) return;
      // Removed, or no moderator any more, while this waited its turn?
      if (by && (by.standing !== 'admitted' || !may(by.role, 'end-meeting')))
        throw Refusal.of('forbidden', 'Not a moderator of this meeting');
      await this.records.endMeeting(meeting, by);
      this.close(meeting, by);
    });
  }

  /** For use inside the room's queue, after the row says so. */
  async takeAway(meeting: LiveMeeting, seat: LiveSeat, departure: Departure): Promise<void> {
    const { reason, by, dismissal } = departure;
    const { isParticipant, isModerator, participantId } = seat;
    this.meetings.removeSeat(meeting, seat);
    this.log(meeting, participantId, isParticipant ? `participant ${reason}` : `seat ${reason}`);
    if (isParticipant)
      meeting.publish({ type: 'meetings:participant-left', participantId, reason, by });
    else this.waitingBoard.changed(meeting);
    for (const page of seat.pages())
      if (dismissal) page.dismiss(dismissal);
      else page.close();
    if (isParticipant) this.meetings.tellGone(meeting, seat, reason);
    if (isModerator) await this.passModerationOn(meeting);
    if (meeting.seats.size > 0) return;
    await this.records.endMeeting(meeting, null);
    this.close(meeting, null);
  }

  /** When nobody is left to moderate, whoever has been there longest does. A reconnecting host is still there. */
  async passModerationOn(meeting: LiveMeeting): Promise<void> {
    const present = meeting.participantSeats();
    const heir = present.find(({ role }) => role === 'participant');
    if (!heir || present.some(({ isModerator }) => isModerator)) return;
    heir.role = 'moderator';
    const { participantId, role } = heir;
    meeting.publish({ type: 'moderation:role-changed', participantId, role, by: null });
    this.waitingBoard.changed(meeting);
    this.log(meeting, participantId, 'moderation passed on');
    await this.records.rememberRole(heir, 'participant', null);
  }

  private close(meeting: LiveMeeting, by: LiveSeat | null): void {
    const dismissal: Dismissal = { reason: 'ended', by: by && by.actor };
    for (const seat of [...meeting.seats.values()]) {
      const { isParticipant } = seat;
      this.meetings.removeSeat(meeting, seat);
      if (isParticipant) this.meetings.tellGone(meeting, seat, 'ended');
      for (const page of seat.pages()) page.dismiss(dismissal);
    }
    this.meetings.remove(meeting);
    this.log(meeting, by?.participantId, 'meeting ended');
  }

  private log(meeting: LiveMeeting, participantId: string | undefined, what: string): void {
    this.logger.info({ roomId: meeting.roomId, meetingId: meeting.id, participantId }, what);
  }
}
