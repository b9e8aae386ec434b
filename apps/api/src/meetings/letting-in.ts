import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { MeetingRecords } from './meeting-records';
import { entryGraceMs, Presence } from './presence';
import { WaitingBoard } from './waiting-board';

/** Makes waiting seats admitted ones. */
@Injectable()
export class LettingIn {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly presence: Presence,
    private readonly waitingBoard: WaitingBoard,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(LettingIn.name);
  }

  /**
   * Somebody who moderates came in: those who waited for nothing else follow by themselves, as far as there is room.
   * Where there is a lobby they go on waiting, however early they came (security.md T18).
   */
  async earlyComers(meeting: LiveMeeting): Promise<void> {
    if (!hasEarlyComers(meeting)) return;
    await this.meetings.inOrder(meeting.roomId, async () => {
      const isModerated = meeting.participantSeats().some(({ isModerator }) => isModerator);
      if (meeting.isOver || meeting.hasLobby || !isModerated) return;
      const places = Math.max(0, meeting.maxParticipants - meeting.admittedCount);
      await this.letIn(meeting, meeting.waitingSeats().filter(isEarly).slice(0, places));
    });
  }

  /** For use inside the room's queue; `by` is left away where nobody did it. */
  async letIn(meeting: LiveMeeting, seats: readonly LiveSeat[], by?: LiveSeat): Promise<void> {
    if (seats.length === 0) return;
    await this.records.setStanding(seats, 'admitted', by);
    for (const seat of seats) this.open(meeting, seat);
    this.waitingBoard.changed(meeting);
  }

  /** The page enters again; until it does it is on no roster. */
  private open(meeting: LiveMeeting, seat: LiveSeat): void {
    const { page, roomId, meetingId, participantId } = seat;
    seat.standing = 'admitted';
    seat.isHeld = false;
    meeting.forgive(seat);
    this.presence.keepFor(seat, entryGraceMs);
    this.logger.info({ roomId, meetingId, participantId }, 'seat admitted');
    if (!page) return;
    seat.page = null;
    seat.newcomer = page;
    page.send('meetings:admitted', {});
  }
}

const isEarly = ({ waitsForHost, wasRemoved, isHeld }: LiveSeat) =>
  waitsForHost && !wasRemoved && !isHeld;

function hasEarlyComers(meeting: LiveMeeting): boolean {
  return !meeting.hasLobby && meeting.waitingSeats().some(isEarly);
}
