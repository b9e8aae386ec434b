import { Injectable } from '@nestjs/common';
import {
  usualLiberties,
  type Door,
  type RoomId,
  type Seat,
  type SeatState,
} from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { hashOfSecret, newSecret } from '../auth/secret';
import { Settings } from '../config/settings';
import { isUniqueViolation } from '../database/database-errors';
import { Refusal } from '../errors/refusal';
import { Clock } from '../realtime/clock';
import type { RoomRecord } from '../rooms/room.mapper';
import { RoomsService } from '../rooms/rooms.service';
import { decideAdmission } from './admission-rules';
import { LiveMeeting, type MeetingFrame } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import { LiveSeat } from './live-seat';
import type { MeetingEntity } from './meeting.entity';
import { MeetingRecords } from './meeting-records';
import { PasswordChecks } from './password-checks';
import { entryGraceMs, Presence } from './presence';
import { meetingRow, seatRow, type Visitor } from './new-rows';
import type { SeatEntity } from './seat.entity';
import { TakeOvers } from './take-overs';
import { uniqueName } from './unique-name';
import { WaitingBoard } from './waiting-board';

/** When everybody waits, some give up soon. */
const crowdRetrySeconds = 10;

/** The door of a room: what a stranger may know, and who gets a seat. */
@Injectable()
export class Admissions {
  constructor(
    private readonly rooms: RoomsService,
    private readonly passwords: PasswordChecks,
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly presence: Presence,
    private readonly takeOvers: TakeOvers,
    private readonly waitingBoard: WaitingBoard,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Admissions.name);
  }

  async door(roomId: RoomId): Promise<Door> {
    const room = await this.findRoom(roomId);
    const meeting = this.meetings.inRoom(roomId);
    return {
      roomId,
      roomName: room.name,
      needsPassword: room.hasPassword,
      hasLobby: meeting?.hasLobby ?? room.hasLobby,
      isLocked: meeting?.isLocked ?? false,
      isFull: (meeting?.admittedCount ?? 0) >= this.settings.maxParticipants,
      maxParticipants: this.settings.maxParticipants,
      hasStarted: (meeting?.participants().length ?? 0) > 0,
      isRecording: (meeting?.recording ?? null) !== null,
      camera: this.settings.camera,
    };
  }

  /** Gives a seat or refuses. The first seat in a room starts its meeting: two who ask at once get into the same one. */
  async ask(roomId: RoomId, visitor: Visitor): Promise<Seat> {
    const room = await this.findRoom(roomId);
    if (visitor.takeOver !== undefined)
      return this.takeOvers.take(roomId, visitor.takeOver, visitor);
    if (room.ownerId !== visitor.accountId)
      await this.passwords.check(roomId, visitor.password, visitor.address);
    return this.meetings.inOrder(roomId, async () =>
      // Looked up again: hashing took its time, and the room may be gone.
      this.giveSeat(await this.findRoom(roomId), visitor),
    );
  }

  /** Inside the room's queue: what is decided here still holds when the row is written. */
  private async giveSeat(room: RoomRecord, visitor: Visitor): Promise<Seat> {
    const own = this.takeOvers.seatOfAccount(room.id, visitor);
    if (own) return this.takeOvers.handOver(own);
    const now = this.clock.now();
    const running = this.meetings.inRoom(room.id);
    const standing = await this.decide(room, visitor, running);
    const newMeeting = running ? null : meetingRow(room, now);
    const meeting = newMeeting
      ? new LiveMeeting(newMeeting, this.frameOf(room), this.clock)
      : running;
    if (!meeting) throw new TypeError('neither a running nor a new meeting');

    const token = newSecret();
    const names = [...meeting.seats.values()].map(({ name }) => name);
    const row = seatRow({
      meetingId: meeting.id,
      tokenHash: hashOfSecret(token),
      name: uniqueName(visitor.name, names),
      role: room.ownerId === visitor.accountId ? 'host' : 'participant',
      standing,
      wasRemoved: meeting.wasRemoved(visitor),
      visitor,
      now,
    });
    await this.write(row, newMeeting, room.id);
    if (newMeeting) this.meetings.add(meeting);
    return this.open(meeting, new LiveSeat(meeting, row), token);
  }

  private async decide(
    room: RoomRecord,
    visitor: Visitor,
    running: LiveMeeting | null,
  ): Promise<SeatState> {
    const decision = decideAdmission({
      isOwner: room.ownerId === visitor.accountId,
      isBlocked: await this.records.isBlocked(room.id, visitor),
      isLocked: running?.isLocked ?? false,
      hasLobby: running?.hasLobby ?? room.hasLobby,
      wasRemoved: running?.wasRemoved(visitor) ?? false,
      admittedCount: running?.admittedCount ?? 0,
      maxParticipants: this.settings.maxParticipants,
      waitingCount: running?.waitingSeats().length ?? 0,
    });
    if (decision.type === 'admit') return 'admitted';
    if (decision.type === 'wait') return 'waiting';
    throw Refusal.of(decision.code, 'The door stays closed', {
      ...(decision.code === 'busy' && { retryAfterSeconds: crowdRetrySeconds }),
    });
  }

  private async write(
    seat: SeatEntity,
    newMeeting: MeetingEntity | null,
    roomId: RoomId,
  ): Promise<void> {
    try {
      await this.records.insertSeat(seat, newMeeting, roomId);
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      // Another process on the same database has started this room's meeting.
      throw Refusal.of('busy', 'The meeting is going on elsewhere', {
        retryAfterSeconds: 2,
        cause,
      });
    }
  }

  private open(meeting: LiveMeeting, seat: LiveSeat, token: string): Seat {
    this.meetings.addSeat(meeting, seat);
    this.presence.keepFor(seat, entryGraceMs);
    const { meetingId, participantId, name, role, roomId } = seat;
    const state = seat.standing === 'waiting' ? 'waiting' : 'admitted';
    if (state === 'waiting') this.waitingBoard.changed(meeting);
    this.logger.info({ roomId, meetingId, participantId, role, state }, 'seat given');
    return { token, meetingId, participantId, name, role, state };
  }

  private frameOf({ name, ceilings }: RoomRecord): MeetingFrame {
    const { maxParticipants } = this.settings;
    return { roomName: name, ceilings, liberties: usualLiberties, maxParticipants };
  }

  private async findRoom(roomId: RoomId): Promise<RoomRecord> {
    const room = await this.rooms.find(roomId);
    if (!room) throw Refusal.of('room-unknown', 'There is no such room');
    return room;
  }
}
