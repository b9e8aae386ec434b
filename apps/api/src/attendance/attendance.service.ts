import { Injectable } from '@nestjs/common';
import type { Attendance, Id, PastMeeting, RoomId } from '@parley/contract';
import { In, type EntityManager } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import type { AccountRecord } from '../http/identity';
import { MeetingEntity } from '../meetings/meeting.entity';
import { SeatEntity } from '../meetings/seat.entity';
import type { RoomRecord } from '../rooms/room.mapper';
import { RoomsService } from '../rooms/rooms.service';
import { attendeesOf } from './attendees';

interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

/** Who was in which meeting, for the room's owner and for administrators; to anybody else the room does not exist. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rooms: RoomsService,
  ) {}

  /** Newest first. */
  async meetings(account: AccountRecord, roomId: RoomId, { page, pageSize }: Paging) {
    const room = await this.roomFor(account, roomId);
    return this.unitOfWork.read(async (manager) => {
      const [meetings, total] = await manager.findAndCount(MeetingEntity, {
        where: { roomId },
        order: { startedAtMs: 'DESC', id: 'ASC' },
        skip: (page - 1) * pageSize,
        take: pageSize,
      });
      const seats = await seatsOf(manager, ...meetings.map(({ id }) => id));
      const items = meetings.map((meeting) => meetingReplyOf(meeting, seats));
      return { items, total, page, pageSize, roomName: room.name };
    });
  }

  async of(account: AccountRecord, roomId: RoomId, meetingId: Id): Promise<Attendance> {
    const room = await this.roomFor(account, roomId);
    return this.unitOfWork.read(async (manager) => {
      const meeting = await manager.findOneBy(MeetingEntity, { id: meetingId, roomId });
      if (!meeting) throw Refusal.of('not-found', 'No such meeting in this room');
      const seats = await seatsOf(manager, meetingId);
      return {
        ...meetingReplyOf(meeting, seats),
        roomId,
        roomName: room.name,
        attendees: attendeesOf(seats),
      };
    });
  }

  private async roomFor(account: AccountRecord, roomId: RoomId): Promise<RoomRecord> {
    const room = await this.rooms.find(roomId);
    if (!room || (room.ownerId !== account.id && !account.isAdministrator))
      throw Refusal.of('not-found', 'There is no such room of yours');
    return room;
  }
}

function seatsOf(manager: EntityManager, ...meetingIds: readonly Id[]): Promise<SeatEntity[]> {
  return manager.findBy(SeatEntity, { meetingId: In(meetingIds) });
}

function meetingReplyOf(meeting: MeetingEntity, seats: readonly SeatEntity[]): PastMeeting {
  const { id, startedAtMs, endedAtMs } = meeting;
  return {
    id,
    startedAt: new Date(startedAtMs).toISOString(),
    endedAt: endedAtMs === null ? null : new Date(endedAtMs).toISOString(),
    attendeeCount: attendeesOf(seats.filter(({ meetingId }) => meetingId === id)).length,
  };
}
