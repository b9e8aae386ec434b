import { Injectable } from '@nestjs/common';
import type { Door, Role, RoomId, Seat } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { hashOfSecret, newSecret } from '../auth/secret';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { isUniqueViolation } from '../database/database-errors';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { Clock } from '../realtime/clock';
import { RoomDoor, type Arrival, type Visit } from '../rooms/room-door';
import { RoomInvitations } from '../rooms/room-invitations';
import { momentOf } from '../rooms/room.mapper';
import { factsOf, isHostMissing, timeOf } from './admission-facts';
import { decideAdmission, type AdmissionDecision } from './admission-rules';
import { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import { LiveSeat } from './live-seat';
import { capacityOf, frameOf } from './meeting-frame';
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
    private readonly roomDoor: RoomDoor,
    private readonly invitations: RoomInvitations,
    private readonly unitOfWork: UnitOfWork,
    private readonly tries: TryLimiter,
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

  async door(roomId: RoomId, arrival: Arrival): Promise<Door> {
    const now = this.clock.now();
    const { room, ...visit } = await this.visit(roomId, arrival, now);
    const meeting = this.meetings.inRoom(roomId);
    const maxParticipants = capacityOf(room, this.settings);
    const isTrusted = visit.isOwner || visit.isModerator;
    const isInvited = isTrusted || visit.invitationId !== null;
    const time = isTrusted ? 'within' : timeOf(room, now);
    return {
      roomId,
      roomName: room.name,
      description: room.description,
      needsPassword: room.hasPassword && !isInvited,
      needsInvitation: room.onlyInvited && !isInvited,
      refusesGuests: !room.allowsGuests && arrival.accountId === null,
      opensAt: time === 'before' ? momentOf(room.opensAtMs) : null,
      isClosed: time === 'after',
      waitsForHost: !isTrusted && isHostMissing(room, meeting),
      hasLobby: !isTrusted && (meeting?.hasLobby ?? room.hasLobby),
      isLocked: !visit.isModerator && (meeting?.isLocked ?? false),
      isFull: (meeting?.admittedCount ?? 0) >= maxParticipants,
      maxParticipants,
      hasStarted: (meeting?.participants().length ?? 0) > 0,
      isRecording: (meeting?.recording ?? null) !== null,
      mayBeRecorded: room.recording.startsByItself,
      camera: this.settings.camera,
    };
  }

  /** Gives a seat or refuses. The first seat in a room starts its meeting: two who ask at once get into the same one. */
  async ask(roomId: RoomId, visitor: Visitor): Promise<Seat> {
    const visit = await this.visit(roomId, visitor, this.clock.now());
    if (visitor.takeOver !== undefined)
      return this.takeOvers.take(roomId, visitor.takeOver, visitor);
    // Refused for another reason, a password is not worth hashing.
    const decision = this.decide(visit, visitor, { isBlocked: false, isPasswordRight: false });
    const isPasswordRight = decision.type === 'check-password';
    if (isPasswordRight) await this.passwords.check(roomId, visitor.password, visitor.address);
    return this.meetings.inOrder(roomId, async () =>
      // Looked up again: hashing and waiting took their time, and the room may be gone or another.
      this.giveSeat(await this.visit(roomId, visitor, this.clock.now()), visitor, isPasswordRight),
    );
  }

  /** Inside the room's queue: what is decided here still holds when the row is written. */
  private async giveSeat(visit: Visit, visitor: Visitor, isPasswordRight: boolean): Promise<Seat> {
    const { room } = visit;
    const own = this.takeOvers.seatOfAccount(room.id, visitor);
    if (own) return this.takeOvers.handOver(own, visitor);
    const now = this.clock.now();
    const isBlocked = await this.records.isBlocked(room.id, visitor);
    const decision = this.decide(visit, visitor, { isBlocked, isPasswordRight });
    if (decision.type === 'check-password')
      throw Refusal.of('busy', 'The room got a password meanwhile', { retryAfterSeconds: 1 });
    if (decision.type === 'wait') await this.countKnock(room.id, visitor);
    const running = this.meetings.inRoom(room.id);
    const newMeeting = running ? null : meetingRow(room, now);
    const meeting = newMeeting
      ? new LiveMeeting(newMeeting, frameOf(room, this.settings), this.clock)
      : running;
    if (!meeting) throw new TypeError('neither a running nor a new meeting');

    const token = newSecret();
    const names = [...meeting.seats.values()].map(({ name }) => name);
    const row = seatRow({
      meetingId: meeting.id,
      tokenHash: hashOfSecret(token),
      name: uniqueName(visitor.name, names),
      role: roleOf(visit),
      standing: decision.type === 'wait' ? 'waiting' : 'admitted',
      wasRemoved: meeting.wasRemoved(visitor),
      waitsForHost: decision.type === 'wait' && decision.for === 'host',
      invitationId: visit.invitationId,
      refusal: meeting.refusalOf(visitor),
      toldOfRecording: meeting.recording !== null || room.recording.startsByItself,
      visitor,
      now,
    });
    await this.write(row, newMeeting, visit);
    if (newMeeting) this.meetings.add(meeting);
    return this.open(meeting, new LiveSeat(meeting, row), token);
  }

  /** Throws where the answer is no. */
  private decide(
    visit: Visit,
    visitor: Visitor,
    known: { readonly isBlocked: boolean; readonly isPasswordRight: boolean },
  ): Exclude<AdmissionDecision, { type: 'refuse' }> {
    const { settings } = this;
    const running = this.meetings.inRoom(visit.room.id);
    const now = this.clock.now();
    const decision = decideAdmission(factsOf({ visit, visitor, running, now, settings, ...known }));
    if (decision.type !== 'refuse') return decision;
    throw Refusal.of(decision.code, 'The door stays closed', {
      ...(decision.code === 'busy' && { retryAfterSeconds: crowdRetrySeconds }),
    });
  }

  /** So that nobody buries the moderators alone, from one browser or one network (security.md T29). */
  private async countKnock(roomId: RoomId, { address, deviceHash }: Visitor): Promise<void> {
    await this.tries.consume(
      { kind: 'knock-address', key: `${roomId} ${address}` },
      { kind: 'knock-device', key: `${roomId} ${deviceHash}` },
    );
  }

  /** The use of an invitation is counted together with the seat that it gave, or neither is written. */
  private async write(
    seat: SeatEntity,
    newMeeting: MeetingEntity | null,
    { room, invitationId, isFirstUse }: Visit,
  ): Promise<void> {
    const now = this.clock.now();
    try {
      if (invitationId === null || !isFirstUse)
        return await this.records.insertSeat(seat, newMeeting, room.id);
      await this.unitOfWork.run(async () => {
        await this.invitations.use(room.id, invitationId, seat, now);
        await this.records.insertSeat(seat, newMeeting, room.id);
      });
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
    const { waitsForHost } = seat;
    return {
      ...{ token, meetingId, participantId, name, role, state },
      ...(state === 'waiting' && waitsForHost && { waitsForHost }),
    };
  }

  private async visit(roomId: RoomId, arrival: Arrival, now: Date): Promise<Visit> {
    const visit = await this.roomDoor.look(roomId, arrival, now);
    if (!visit) throw Refusal.of('room-unknown', 'There is no such room');
    return visit;
  }
}

function roleOf({ isOwner, isModerator }: Visit): Role {
  if (isOwner) return 'host';
  return isModerator ? 'moderator' : 'participant';
}
