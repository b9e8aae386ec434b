import { Injectable } from '@nestjs/common';
import type { Id } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { Departures } from '../meetings/departures';
import { LettingIn } from '../meetings/letting-in';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { WaitingBoard } from '../meetings/waiting-board';
import { assertModerates } from './target';

/** Lets waiting people in, asks them for patience, or sends them away. */
@Injectable()
export class Admitting {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly departures: Departures,
    private readonly lettingIn: LettingIn,
    private readonly waitingBoard: WaitingBoard,
  ) {}

  /** One person, or with null everybody who is not held, in the order in which they asked, as far as there is room. */
  async admit(meeting: LiveMeeting, by: LiveSeat, id: Id | null): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      assertModerates(meeting, by);
      const wanted =
        id === null
          ? meeting.waitingSeats().filter(({ isHeld }) => !isHeld)
          : [waitingSeat(meeting, id)];
      const places = Math.max(0, meeting.maxParticipants - meeting.admittedCount);
      const admitted = wanted.slice(0, places);
      await this.lettingIn.letIn(meeting, admitted, by);
      if (admitted.length < wanted.length)
        throw Refusal.of('room-full', `${admitted.length} of ${wanted.length} were let in`);
    });
  }

  /** Whoever is held is told so, though not by whom, and comes in alone, not with everybody. */
  async hold(meeting: LiveMeeting, by: LiveSeat, id: Id, isHeld: boolean): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      assertModerates(meeting, by);
      const seat = waitingSeat(meeting, id);
      if (seat.isHeld === isHeld) return;
      await this.records.setHeld(seat, isHeld);
      seat.isHeld = isHeld;
      seat.page?.send('meetings:held', { isHeld });
      this.waitingBoard.changed(meeting);
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
}

function waitingSeat(meeting: LiveMeeting, id: Id): LiveSeat {
  const seat = meeting.seats.get(id);
  if (seat?.standing !== 'waiting') throw Refusal.of('not-found', 'Nobody waits by this id');
  return seat;
}
