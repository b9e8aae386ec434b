import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Ceilings, Id, Liberties, RoomId, RoomRecording } from '@parley/contract';
import { Settings } from '../config/settings';
import {
  RunningMeetings,
  type RoleByAccount,
  type RoomRules,
  type RunningMeeting,
} from '../rooms/running-meetings';
import { Departures } from './departures';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { capacityOf } from './meeting-frame';
import { MeetingLiberties } from './meeting-liberties';
import { MeetingRecords } from './meeting-records';
import { WaitingBoard } from './waiting-board';

/** Tells the rooms feature what goes on in its rooms, and does there what owners say of their rooms. */
@Injectable()
export class RunningMeetingsOfRooms extends RunningMeetings {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly departures: Departures,
    private readonly liberties: MeetingLiberties,
    private readonly records: MeetingRecords,
    private readonly waitingBoard: WaitingBoard,
    private readonly settings: Settings,
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
    await this.inQueue(roomId, (meeting) => {
      meeting.ceilings = ceilings;
      meeting.publish({ type: 'meetings:ceilings-changed', ceilings });
      return Promise.resolve();
    });
  }

  /** Not inside the queue: it holds from this very tick on, and takes its own turn to be written. */
  async applyLiberties(roomId: RoomId, liberties: Liberties): Promise<void> {
    const meeting = this.meetings.inRoom(roomId);
    if (meeting) await this.liberties.change(meeting, liberties, null);
  }

  async applyRules(room: RoomRules): Promise<void> {
    await this.inQueue(room.id, async (meeting) => {
      meeting.maxParticipants = capacityOf(room, this.settings);
      this.applyRecordingRules(meeting, room.recording);
      this.applyFileLimit(meeting, room.largestFileBytes);
      if (room.allowsGuests) return;
      const guests = [...meeting.seats.values()].filter(({ accountId }) => accountId === null);
      await this.uninvite(meeting, guests, 'left');
    });
  }

  async applyRoles(roomId: RoomId, roles: ReadonlyMap<string, RoleByAccount>): Promise<void> {
    await this.inQueue(roomId, async (meeting) => {
      for (const seat of meeting.seats.values()) {
        const role = seat.accountId === null ? undefined : roles.get(seat.accountId);
        if (role && role !== seat.role) await this.giveRole(meeting, seat, role);
      }
      await this.departures.passModerationOn(meeting);
    });
  }

  async removeInvited(roomId: RoomId, invitationId: Id): Promise<void> {
    await this.inQueue(roomId, async (meeting) => {
      const invited = [...meeting.seats.values()].filter(
        (seat) => seat.invitationId === invitationId,
      );
      meeting.removals = [...meeting.removals, ...invited];
      await this.uninvite(meeting, invited, 'removed');
    });
  }

  async endInRoom(roomId: RoomId): Promise<void> {
    const meeting = this.meetings.inRoom(roomId);
    if (meeting) await this.departures.end(meeting, null);
  }

  private applyRecordingRules(meeting: LiveMeeting, rules: RoomRecording): void {
    if (isDeepStrictEqual(meeting.roomRecording, rules)) return;
    meeting.roomRecording = rules;
    meeting.publish({ type: 'recordings:rules-changed', rules });
  }

  private applyFileLimit(meeting: LiveMeeting, largestFileBytes: number | null): void {
    if (meeting.largestFileBytes === largestFileBytes) return;
    meeting.largestFileBytes = largestFileBytes;
    meeting.publish({ type: 'files:limit-changed', largestFileBytes });
  }

  /** The rows first, then the pages. `removed` is remembered at the door, `left` is not. */
  private async uninvite(
    meeting: LiveMeeting,
    seats: readonly LiveSeat[],
    standing: 'left' | 'removed',
  ): Promise<void> {
    if (seats.length === 0) return;
    await this.records.setStanding(seats, standing);
    for (const seat of seats)
      await this.departures.takeAway(meeting, seat, {
        reason: 'removed',
        by: null,
        dismissal: { reason: 'uninvited', by: null },
      });
  }

  private async giveRole(meeting: LiveMeeting, seat: LiveSeat, role: RoleByAccount): Promise<void> {
    const { participantId, isParticipant, role: previous } = seat;
    seat.role = role;
    if (isParticipant) {
      meeting.publish({ type: 'moderation:role-changed', participantId, role, by: null });
      this.waitingBoard.changed(meeting);
      if (!seat.isModerator) this.meetings.tellLibertiesTaken(meeting, null);
    }
    await this.records.rememberRole(seat, previous, null);
  }

  private async inQueue(roomId: RoomId, task: (meeting: LiveMeeting) => Promise<void>) {
    await this.meetings.inOrder(roomId, async () => {
      const meeting = this.meetings.inRoom(roomId);
      if (meeting && !meeting.isOver) await task(meeting);
    });
  }
}
