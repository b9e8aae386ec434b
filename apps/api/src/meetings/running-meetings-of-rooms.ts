import { Injectable } from '@nestjs/common';
import type { Ceilings, RoomId } from '@parley/contract';
import { RunningMeetings, type RunningMeeting } from '../rooms/running-meetings';
import { Departures } from './departures';
import { LiveMeetings } from './live-meetings';

/** Tells the rooms feature what goes on in its rooms. */
@Injectable()
export class RunningMeetingsOfRooms extends RunningMeetings {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly departures: Departures,
  ) {
    super();
  }

  inRoom(roomId: RoomId): RunningMeeting | null {
    const meeting = this.meetings.inRoom(roomId);
    if (!meeting) return null;
    const { id, startedAt } = meeting;
    return { id, startedAt, participantCount: meeting.participantSeats().length };
  }

  /** In the room's queue, so that a meeting that just begins with the old ones hears of it, too. */
  async applyCeilings(roomId: RoomId, ceilings: Ceilings): Promise<void> {
    await this.meetings.inOrder(roomId, () => {
      const meeting = this.meetings.inRoom(roomId);
      if (meeting) {
        meeting.ceilings = ceilings;
        meeting.publish({ type: 'meetings:ceilings-changed', ceilings });
      }
      return Promise.resolve();
    });
  }

  async endInRoom(roomId: RoomId): Promise<void> {
    const meeting = this.meetings.inRoom(roomId);
    if (meeting) await this.departures.end(meeting, null);
  }
}
