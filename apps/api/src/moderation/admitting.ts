import { Injectable } from '@nestjs/common';
import type { Id } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Refusal } from '../errors/refusal';
import { Departures } from '../meetings/departures';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { entryGraceMs, Presence } from '../meetings/presence';
import { WaitingBoard } from '../meetings/waiting-board';
import { assertModerates } from './target';

/** Lets waiting people in or sends them away. */
@Injectable()
export class Admitting {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly departures: Departures,
    private readonly presence: Presence,
    private readonly waitingBoard: WaitingBoard,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Admitting.name);
  }

  /** One person, or with null everybody in the order in which they asked, as far as there is room. */
  async admit(meeting: LiveMeeting, by: LiveSeat, id: Id | null): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      assertModerates(meeting, by);
      const wanted = id === null ? meeting.waitingSeats() : [waitingSeat(meeting, id)];
      const places = Math.max(0, meeting.maxParticipants - meeting.admittedCount);
      const admitted = wanted.slice(0, places);
      if (admitted.length > 0) {
        await this.records.setStanding(admitted, 'admitted', by);
        for (const seat of admitted) this.open(meeting, seat);
        this.waitingBoard.changed(meeting);
      }
      if (admitted.length < wanted.length)
        throw Refusal.of('room-full', `${admitted.length} of ${wanted.length} were let in`);
    });
  }

  async deny(meeting: LiveMeeting, by: LiveSeat, id: Id): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      assertModerates(meeting, by);
      const seat = waitingSeat(meeting, id);
      await this.records.setStanding([seat], 'denied', by);
      await this.departures.takeAway(meeting, seat, {
        reason: 'removed',
        by: by.actor,
        dismissal: { reason: 'denied', by: by.actor },
      });
    });
  }

  /** The page enters again; until it does it is on no roster. */
  private open(meeting: LiveMeeting, seat: LiveSeat): void {
    const { page, roomId, meetingId, participantId } = seat;
    seat.standing = 'admitted';
    meeting.forgive(seat);
    this.presence.keepFor(seat, entryGraceMs);
    this.logger.info({ roomId, meetingId, participantId }, 'seat admitted');
    if (!page) return;
    seat.page = null;
    seat.newcomer = page;
    page.send('meetings:admitted', {});
  }
}

function waitingSeat(meeting: LiveMeeting, id: Id): LiveSeat {
  const seat = meeting.seats.get(id);
  if (seat?.standing !== 'waiting') throw Refusal.of('not-found', 'Nobody waits by this id');
  return seat;
}
