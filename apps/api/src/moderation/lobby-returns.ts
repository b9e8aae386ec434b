import { Injectable } from '@nestjs/common';
import { limits, type Id } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import { nothingPublished, type LiveSeat } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { Presence } from '../meetings/presence';
import { WaitingBoard } from '../meetings/waiting-board';
import { targetOf } from './target';

/**
 * Puts somebody back into the lobby: the row first, then the roster, then their pages, as with a removal; only that the
 * seat is kept, and waits. From then on the meeting has a lobby, so that another seat is no way around it.
 */
@Injectable()
export class LobbyReturns {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly presence: Presence,
    private readonly waitingBoard: WaitingBoard,
  ) {}

  /** Refuses `not-found` and `forbidden`. */
  async send(meeting: LiveMeeting, by: LiveSeat, id: Id): Promise<void> {
    await this.meetings.inOrder(meeting.roomId, async () => {
      const target = targetOf(meeting, by, id);
      if (target === by || target.role === 'host')
        throw Refusal.of('forbidden', 'Nobody sends themselves or a host to the lobby');
      if (!meeting.hasLobby) await this.records.changeMeeting(meeting, { hasLobby: true }, by);
      await this.records.setStanding([target], 'waiting', by);
      this.takeOut(meeting, by, target);
      await this.records.remember(target);
    });
  }

  private takeOut(meeting: LiveMeeting, by: LiveSeat, target: LiveSeat): void {
    const { participantId } = target;
    const told = { reason: 'sent-to-lobby', by: by.actor } as const;
    target.standing = 'waiting';
    target.joinedAt = null;
    target.publications = nothingPublished;
    target.isHandRaised = false;
    target.isAway = false;
    if (target.role === 'moderator') target.role = 'participant';
    meeting.publish({ type: 'meetings:participant-left', participantId, ...told });
    for (const page of target.pages()) page.dismiss(told);
    target.page = null;
    target.newcomer = null;
    this.presence.keepFor(target, limits.seatGraceMs);
    this.meetings.tellGone(meeting, target, 'removed');
    if (!meeting.hasLobby) {
      meeting.hasLobby = true;
      meeting.publish({ type: 'moderation:lobby-changed', hasLobby: true, by: by.actor });
    }
    this.waitingBoard.changed(meeting);
  }
}
