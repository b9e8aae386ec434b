import { Injectable } from '@nestjs/common';
import type { AuditAction, Id, Role, RoomId } from '@parley/contract';
import { In, IsNull, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/audit-log';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../realtime/clock';
import { BlockEntity } from './block.entity';
import type { LiveSeat } from './live-seat';
import { MeetingEntity } from './meeting.entity';
import type { Person } from './person';
import { SeatEntity, type SeatStanding } from './seat.entity';

const alive: SeatStanding[] = ['waiting', 'admitted'];

const sentAway: SeatStanding[] = ['removed', 'blocked', 'waiting'];

/** What is written down for good when a seat comes to a standing; coming and going by oneself is attendance. */
const auditedAs: Partial<Record<SeatStanding, AuditAction>> = {
  admitted: 'admitted',
  denied: 'denied',
  removed: 'removed',
  blocked: 'blocked',
};

interface MeetingKey {
  readonly id: Id;
  readonly roomId: RoomId;
}

/** One removal as it is written: all of it or nothing. */
export interface RemovalRecord {
  readonly target: LiveSeat;
  readonly by: LiveSeat;
  readonly isBlock: boolean;
  /** Other seats that go with it. */
  readonly alsoRemoved: readonly LiveSeat[];
  /** Seats that nobody has entered and that must wait from now on. */
  readonly sentToWait: readonly LiveSeat[];
}

/** Keeps meetings, seats and blocks in the database, where they outlive the process. */
@Injectable()
export class MeetingRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async insertSeat(
    seat: SeatEntity,
    newMeeting: MeetingEntity | null,
    roomId: RoomId,
  ): Promise<void> {
    const { id: participantId, name, accountId, meetingId, standing, role } = seat;
    const actor = { participantId, name, accountId };
    const place = { roomId, meetingId };
    await this.unitOfWork.run(async (manager) => {
      if (newMeeting) {
        await manager.insert(MeetingEntity, newMeeting);
        await this.audit.record({ action: 'meeting-started', actor, ...place });
      }
      await manager.insert(SeatEntity, seat);
      if (standing === 'admitted')
        await this.audit.record({
          ...{ action: 'admitted', actor: null, target: actor },
          ...{ ...place, details: { role } },
        });
    });
  }

  async setStanding(
    seats: readonly LiveSeat[],
    standing: SeatStanding,
    by?: LiveSeat,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await this.writeStanding(manager, seats, standing, by);
      await this.auditStanding(seats, standing, by ?? null);
    });
  }

  async setHeld({ participantId: id }: LiveSeat, isHeld: boolean): Promise<void> {
    await this.unitOfWork.run((manager) => manager.update(SeatEntity, { id }, { isHeld }));
  }

  /** A seat's role was changed from `previous`; `by` null where it fell to them. */
  async rememberRole(seat: LiveSeat, previous: Role, by: LiveSeat | null): Promise<void> {
    const { roomId, meetingId, role } = seat;
    await this.unitOfWork.run(async () => {
      await this.remember(seat);
      await this.audit.record({
        ...{ action: 'role-changed', actor: by, target: seat, roomId, meetingId },
        details: { from: previous, to: role },
      });
    });
  }

  /** What a restarted server must know of a seat: role, page, what it offers and must not, as they are when this runs. */
  async remember(seat: LiveSeat): Promise<void> {
    const { role, pageId, publications, joinedAt } = seat;
    const joinedAtMs = joinedAt && joinedAt.getTime();
    await this.unitOfWork.run((manager) =>
      manager.update(
        SeatEntity,
        { id: seat.participantId },
        { role, pageId, publications, joinedAtMs, orders: seat.orders.toKeep() },
      ),
    );
  }

  async setProfile(
    { participantId: id }: LiveSeat,
    profile: Pick<LiveSeat, 'name' | 'pictureId'>,
  ): Promise<void> {
    await this.unitOfWork.run((manager) => manager.update(SeatEntity, { id }, profile));
  }

  async renewToken(
    { participantId }: LiveSeat,
    tokenHash: string,
    sessionId: Id | null,
  ): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(SeatEntity, { id: participantId }, { tokenHash, sessionId }),
    );
  }

  async changeMeeting(
    { id, roomId }: MeetingKey,
    change: Partial<Pick<MeetingEntity, 'isLocked' | 'hasLobby'>>,
    by: LiveSeat,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await manager.update(MeetingEntity, { id }, change);
      const action = change.isLocked === undefined ? 'lobby-changed' : 'lock-changed';
      await this.audit.record({ action, actor: by, roomId, meetingId: id, details: change });
    });
  }

  async recordRemoval(removal: RemovalRecord): Promise<void> {
    const { target, by, isBlock, alsoRemoved, sentToWait } = removal;
    await this.unitOfWork.run(async (manager) => {
      const gone = [target, ...alsoRemoved];
      await this.writeStanding(manager, gone, isBlock ? 'blocked' : 'removed', by);
      if (sentToWait.length > 0) await this.writeStanding(manager, sentToWait, 'waiting');
      await manager.update(MeetingEntity, { id: target.meetingId }, { hasLobby: true });
      if (isBlock) await manager.insert(BlockEntity, this.blockOf(target, by));
      await this.auditStanding(gone, isBlock ? 'blocked' : 'removed', by);
    });
  }

  async endMeeting({ id: meetingId, roomId }: MeetingKey, by: LiveSeat | null): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const endedAtMs = this.clock.now().getTime();
      await manager.update(MeetingEntity, { id: meetingId }, { endedAtMs });
      await manager.update(
        SeatEntity,
        { meetingId, standing: In(alive) },
        { standing: 'ended', changedAtMs: endedAtMs, endedById: by?.participantId ?? null },
      );
      await this.audit.record({ action: 'meeting-ended', actor: by, roomId, meetingId });
    });
  }

  async isBlocked(roomId: RoomId, person: Person): Promise<boolean> {
    const { accountId, deviceHash } = person;
    const where = [{ roomId, deviceHash }, ...(accountId ? [{ roomId, accountId }] : [])];
    return this.unitOfWork.read((manager) => manager.existsBy(BlockEntity, where));
  }

  async standingOfToken(tokenHash: string): Promise<SeatStanding | null> {
    const seat = await this.unitOfWork.read((manager) =>
      manager.findOne(SeatEntity, { where: { tokenHash }, select: { id: true, standing: true } }),
    );
    return seat?.standing ?? null;
  }

  /** True for a participant whom somebody removed, blocked or put back into the lobby. */
  async wasSentAway(participantId: Id): Promise<boolean> {
    const seat = await this.unitOfWork.read((manager) =>
      manager.findOne(SeatEntity, {
        where: { id: participantId },
        select: { id: true, standing: true },
      }),
    );
    return seat !== null && sentAway.includes(seat.standing);
  }

  /** The meetings that were going on when the last process ended, each with a life of its own from here. */
  async reviveMeetings(): Promise<{ meeting: MeetingEntity; seats: SeatEntity[] }[]> {
    return this.unitOfWork.run(async (manager) => {
      const meetings = await manager.findBy(MeetingEntity, { endedAtMs: IsNull() });
      const revived = [];
      for (const meeting of meetings) {
        meeting.life += 1;
        await manager.update(MeetingEntity, { id: meeting.id }, { life: meeting.life });
        const seats = await manager.find(SeatEntity, {
          where: { meetingId: meeting.id },
          order: { askedAtMs: 'ASC' },
        });
        revived.push({ meeting, seats });
      }
      return revived;
    });
  }

  private async writeStanding(
    manager: EntityManager,
    seats: readonly LiveSeat[],
    standing: SeatStanding,
    by?: LiveSeat,
  ): Promise<void> {
    await manager.update(
      SeatEntity,
      { id: In(seats.map(({ participantId }) => participantId)) },
      {
        standing,
        isHeld: false,
        changedAtMs: this.clock.now().getTime(),
        ...(by && !alive.includes(standing) && { endedById: by.participantId }),
      },
    );
  }

  private async auditStanding(
    seats: readonly LiveSeat[],
    standing: SeatStanding,
    actor: LiveSeat | null,
  ): Promise<void> {
    const action = auditedAs[standing];
    if (!action) return;
    for (const target of seats) {
      const { roomId, meetingId } = target;
      await this.audit.record({ action, actor, target, roomId, meetingId });
    }
  }

  private blockOf(target: LiveSeat, by: LiveSeat): BlockEntity {
    return {
      id: crypto.randomUUID(),
      roomId: target.roomId,
      accountId: target.accountId,
      deviceHash: target.deviceHash,
      name: target.name,
      byParticipantId: by.participantId,
      byName: by.name,
      createdAtMs: this.clock.now().getTime(),
    };
  }
}
