import { Injectable } from '@nestjs/common';
import type { Id, Role } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { Publishing } from '../meetings/publishing';
import { WaitingBoard } from '../meetings/waiting-board';
import { targetOf } from './target';

/** Makes and unmakes moderators and viewers for one meeting. */
@Injectable()
export class Roles {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly publishing: Publishing,
    private readonly waitingBoard: WaitingBoard,
  ) {}

  /** Refuses `not-found`, and `forbidden` for the host's role and for the last moderator's own. */
  async setRole(meeting: LiveMeeting, by: LiveSeat, id: Id, role: Role): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      const target = targetOf(meeting, by, id);
      if (target.role === 'host') throw Refusal.of('forbidden', 'The host stays host');
      if (target.role === role) return;
      const isLast = !meeting
        .participantSeats()
        .some((seat) => seat !== target && seat.isModerator);
      if (isLast && target.isModerator)
        throw Refusal.of('forbidden', 'Somebody has to moderate: make another moderator first');
      const previous = target.role;
      target.role = role;
      await this.records.rememberRole(target, previous, by).catch((error: unknown) => {
        target.role = previous;
        throw error;
      });
      this.tell(meeting, by, target);
    });
  }

  private tell(meeting: LiveMeeting, by: LiveSeat, target: LiveSeat): void {
    const { participantId, role } = target;
    meeting.publish({ type: 'moderation:role-changed', participantId, role, by: by.actor });
    // A viewer publishes nothing from now on; a new moderator has no list of those who wait yet.
    this.publishing.set(meeting, target, target.publications, by.actor);
    if (target.isModerator) this.waitingBoard.changed(meeting);
    else this.meetings.tellLibertiesTaken(meeting, by);
  }
}
