import { Injectable } from '@nestjs/common';
import type { Dismissal, Id } from '@parley/contract';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { Departures } from '../meetings/departures';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { isSamePerson } from '../meetings/person';
import { WaitingBoard } from '../meetings/waiting-board';
import { RoomInvitations } from '../rooms/room-invitations';
import { targetOf } from './target';

interface RemovalWishes {
  readonly isBlock: boolean;
  readonly takesInvitationBack: boolean;
}

/**
 * Removes somebody for good: the row first, then the roster, then their pages. From then on the meeting has a lobby, so
 * that a cleared page with another name waits for a moderator like everybody who is new; and seats that somebody holds
 * in reserve, given but never entered, wait too (security.md T22).
 */
@Injectable()
export class Removals {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly departures: Departures,
    private readonly waitingBoard: WaitingBoard,
    private readonly invitations: RoomInvitations,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Refuses `not-found` and `forbidden`. With `isBlock`, account and device stay out of the room; with
   * `takesInvitationBack`, so does everybody new who would come by the same link.
   */
  async remove(meeting: LiveMeeting, by: LiveSeat, id: Id, wishes: RemovalWishes): Promise<void> {
    const { isBlock, takesInvitationBack } = wishes;
    await this.meetings.inOrder(meeting.roomId, async () => {
      const target = targetOf(meeting, by, id);
      if (target === by) throw Refusal.of('forbidden', 'Nobody removes themselves: leave instead');
      const others = [...meeting.seats.values()].filter(
        (seat) => seat !== target && seat !== by && seat.role !== 'host',
      );
      // The person goes, not only one of their tabs.
      const alsoRemoved = others.filter((seat) => isSamePerson(seat, target));
      const sentToWait = others.filter(
        (seat) =>
          seat.standing === 'admitted' && !seat.isParticipant && !alsoRemoved.includes(seat),
      );
      await this.unitOfWork.run(async () => {
        if (takesInvitationBack && target.invitationId !== null)
          await this.invitations.revoke(meeting.roomId, by, target.invitationId);
        await this.records.recordRemoval({ target, by, isBlock, alsoRemoved, sentToWait });
      });
      meeting.removals = [...meeting.removals, target, ...alsoRemoved];
      for (const seat of sentToWait) seat.standing = 'waiting';
      if (sentToWait.length > 0) this.waitingBoard.changed(meeting);
      await this.carryOut(meeting, by, [target, ...alsoRemoved], isBlock);
    });
  }

  private async carryOut(
    meeting: LiveMeeting,
    by: LiveSeat,
    gone: readonly LiveSeat[],
    isBlock: boolean,
  ): Promise<void> {
    const dismissal: Dismissal = { reason: isBlock ? 'blocked' : 'removed', by: by.actor };
    for (const seat of gone)
      await this.departures.takeAway(meeting, seat, {
        reason: 'removed',
        by: by.actor,
        dismissal,
      });
    if (meeting.hasLobby) return;
    meeting.hasLobby = true;
    meeting.publish({ type: 'moderation:lobby-changed', hasLobby: true, by: by.actor });
  }
}
