import { Injectable } from '@nestjs/common';
import type { AdminRoom, AdminRoomSort, RoomId, SortOrder } from '@parley/contract';
import { In, type EntityManager } from 'typeorm';
import { AuditLog, personOf } from '../audit/audit-log';
import { AccountEntity } from '../auth/account.entity';
import { containing } from '../database/containing';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import type { AccountRecord } from '../http/identity';
import { RoomEntity } from '../rooms/room.entity';
import { RunningMeetings } from '../rooms/running-meetings';
import { type SortColumn, sortedPage } from './sorted-page';

interface RoomQuery {
  readonly search?: string | undefined;
  readonly sort: AdminRoomSort;
  readonly order: SortOrder;
  readonly page: number;
  readonly pageSize: number;
}

const sortColumns = {
  name: { column: 'room.name', isName: true },
  createdAt: { column: 'room.createdAtMs', isName: false },
} as const satisfies Record<AdminRoomSort, SortColumn>;

/** What administrators do about rooms: never look inside, but end and delete. */
@Injectable()
export class AdminRooms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly meetings: RunningMeetings,
    private readonly audit: AuditLog,
  ) {}

  async list({ search, sort, order, page, pageSize }: RoomQuery) {
    const { rooms, total, owners } = await this.unitOfWork.read(async (manager) => {
      const query = manager.createQueryBuilder(RoomEntity, 'room');
      if (search) query.where(...containing(['room.name', 'room.id'], search));
      const total = await query.getCount();
      const rooms = await sortedPage(query, sortColumns[sort], { order, page, pageSize });
      return { rooms, total, owners: await ownersOf(manager, rooms) };
    });
    const items = rooms.map((room) => this.replyOf(room, owners.get(room.ownerId)));
    return { items, total, page, pageSize };
  }

  async delete(by: AccountRecord, roomId: RoomId): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { name } = await roomIn(manager, roomId);
      await manager.delete(RoomEntity, { id: roomId });
      const details = { name };
      await this.audit.record({ action: 'room-deleted', actor: personOf(by), roomId, details });
    });
    await this.meetings.endInRoom(roomId);
  }

  /** The end itself is written down as the server's; this says whose will it was. */
  async endMeeting(by: AccountRecord, roomId: RoomId): Promise<void> {
    await this.unitOfWork.read((manager) => roomIn(manager, roomId));
    const meeting = this.meetings.inRoom(roomId);
    if (!meeting) return;
    const { id: meetingId } = meeting;
    const details = { byAdministrator: true };
    const actor = personOf(by);
    await this.audit.record({ action: 'meeting-ended', actor, roomId, meetingId, details });
    await this.meetings.endInRoom(roomId);
  }

  private replyOf(room: RoomEntity, owner: AccountEntity | undefined): AdminRoom {
    const meeting = this.meetings.inRoom(room.id);
    const { id = room.ownerId, name = '', email = '' } = owner ?? {};
    return {
      id: room.id,
      name: room.name,
      owner: { id, name, email },
      createdAt: new Date(room.createdAtMs).toISOString(),
      meeting: meeting && {
        startedAt: meeting.startedAt.toISOString(),
        participantCount: meeting.participantCount,
      },
    };
  }
}

async function ownersOf(
  manager: EntityManager,
  rooms: readonly RoomEntity[],
): Promise<ReadonlyMap<string, AccountEntity>> {
  const ids = [...new Set(rooms.map(({ ownerId }) => ownerId))];
  const owners = await manager.findBy(AccountEntity, { id: In(ids) });
  return new Map(owners.map((owner) => [owner.id, owner]));
}

async function roomIn(manager: EntityManager, id: RoomId): Promise<RoomEntity> {
  const room = await manager.findOneBy(RoomEntity, { id });
  if (!room) throw Refusal.of('not-found', 'There is no such room');
  return room;
}
