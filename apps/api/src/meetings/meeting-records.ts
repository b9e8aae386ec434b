import { Injectable } from '@nestjs/common';
import type { Id, RoomId } from '@parley/contract';
import { In, IsNull, type EntityManager } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../realtime/clock';
import { BlockEntity } from './block.entity';
import type { LiveSeat } from './live-seat';
import { MeetingEntity } from './meeting.entity';
import type { Person } from './person';
import { SeatEntity, type SeatStanding } from './seat.entity';

const alive: SeatStanding[] = ['waiting', 'admitted'];

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
  ) {}

  async insertSeat(seat: SeatEntity, newMeeting: MeetingEntity | null): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      if (newMeeting) await manager.insert(MeetingEntity, newMeeting);
      await manager.insert(SeatEntity, seat);
    });
  }

  async setStanding(
    seats: readonly LiveSeat[],
    standing: SeatStanding,
    by?: LiveSeat,
  ): Promise<void> {
    await this.unitOfWork.run((manager) => this.writeStanding(manager, seats, standing, by));
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

  async renewToken({ participantId }: LiveSeat, tokenHash: string): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(SeatEntity, { id: participantId }, { tokenHash }),
    );
  }

  async changeMeeting(
    meetingId: Id,
    change: Partial<Pick<MeetingEntity, 'isLocked' | 'hasLobby'>>,
  ): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.update(MeetingEntity, { id: meetingId }, change),
    );
  }

  async recordRemoval(removal: RemovalRecord): Promise<void> {
    const { target, by, isBlock, alsoRemoved, sentToWait } = removal;
    await this.unitOfWork.run(async (manager) => {
      const gone = [target, ...alsoRemoved];
      await this.writeStanding(manager, gone, isBlock ? 'blocked' : 'removed', by);
      if (sentToWait.length > 0) await this.writeStanding(manager, sentToWait, 'waiting');
      await manager.update(MeetingEntity, { id: target.meetingId }, { hasLobby: true });
      if (isBlock) await manager.insert(BlockEntity, this.blockOf(target, by));
    });
  }

  async endMeeting(meetingId: Id, by: LiveSeat | null): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const endedAtMs = this.clock.now().getTime();
      await manager.update(MeetingEntity, { id: meetingId }, { endedAtMs });
      await manager.update(
        SeatEntity,
        { meetingId, standing: In(alive) },
        { standing: 'ended', changedAtMs: endedAtMs, endedById: by?.participantId ?? null },
      );
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
        changedAtMs: this.clock.now().getTime(),
        ...(by && { endedById: by.participantId }),
      },
    );
  }

  private blockOf(target: LiveSeat, by: LiveSeat): BlockEntity {
    return {
      id: crypto.randomUUID(),
      roomId: target.roomId,
      accountId: target.accountId,
      deviceHash: target.deviceHash,
      byParticipantId: by.participantId,
      createdAtMs: this.clock.now().getTime(),
    };
  }
}
