import { Injectable, type OnModuleInit } from '@nestjs/common';
import { limits } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings';
import { Clock } from '../realtime/clock';
import { RoomsService } from '../rooms/rooms.service';
import { LiveMeeting } from './live-meeting';
import { frameOf } from './meeting-frame';
import { LiveMeetings } from './live-meetings';
import { answerIn, LiveSeat } from './live-seat';
import type { MeetingEntity } from './meeting.entity';
import { MeetingRecords } from './meeting-records';
import { Presence } from './presence';
import type { SeatEntity } from './seat.entity';

/**
 * Brings the meetings that the last process carried back to life before anybody can connect: a seat outlives the
 * server as it outlives a socket. Chat and file announcements are not kept; their senders' pages still have them.
 */
@Injectable()
export class Revival implements OnModuleInit {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly rooms: RoomsService,
    private readonly presence: Presence,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Revival.name);
  }

  async onModuleInit(): Promise<void> {
    for (const { meeting, seats } of await this.records.reviveMeetings())
      await this.revive(meeting, seats);
  }

  private async revive(row: MeetingEntity, seats: readonly SeatEntity[]): Promise<void> {
    const room = await this.rooms.find(row.roomId);
    const alive = seats.filter(({ standing }) => standing === 'waiting' || standing === 'admitted');
    // A room takes its meetings with it when it is deleted, so that a missing one means an empty meeting, too.
    if (!room || alive.length === 0) return this.records.endMeeting(row, null);
    const meeting = new LiveMeeting(row, frameOf(room, this.settings), this.clock);
    meeting.removals = seats.filter(
      ({ standing }) => standing === 'removed' || standing === 'blocked',
    );
    for (const seat of seats.toSorted(byAnswer)) {
      const answer = answerIn(seat);
      if (answer) meeting.noteAnswer(seat, answer);
    }
    this.meetings.add(meeting);
    for (const seatRow of alive) {
      const seat = new LiveSeat(meeting, seatRow);
      this.meetings.addSeat(meeting, seat);
      this.presence.keepFor(seat, limits.seatGraceMs);
    }
    const { id: meetingId, roomId } = meeting;
    this.logger.info({ roomId, meetingId, seatCount: alive.length }, 'meeting revived');
  }
}

const byAnswer = (one: SeatEntity, other: SeatEntity) =>
  (one.recordingConsentAtMs ?? 0) - (other.recordingConsentAtMs ?? 0);
