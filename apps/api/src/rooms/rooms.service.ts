import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type AuditAction,
  type ChangeRoom,
  type CreateRoom,
  type RoomId,
  roomIdFrom,
} from '@parley/contract';
import type * as z from 'zod';
import { AuditLog } from '../audit/audit-log';
import { PasswordHasher } from '../auth/password-hasher';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { RoomEntity } from './room.entity';
import { recordOf, type RoomRecord } from './room.mapper';
import { columnsGiven, opensBeforeItCloses, usualColumns } from './room-settings';

type NewRoom = z.output<typeof CreateRoom>;
type RoomChange = z.output<typeof ChangeRoom>;

/** Keeps rooms. Who does not own a room gets the same answer as for one that never was. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: PasswordHasher,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  async find(roomId: RoomId): Promise<RoomRecord | null> {
    const room = await this.unitOfWork.read((manager) =>
      manager.findOneBy(RoomEntity, { id: roomId }),
    );
    return room && recordOf(room);
  }

  /**
   * True where the room asks for no password or this is it; false for a room that does not exist. Limiting tries is
   * up to the caller, before the call.
   */
  async verifyPassword(roomId: RoomId, password: string | undefined): Promise<boolean> {
    const room = await this.unitOfWork.read((manager) =>
      manager.findOneBy(RoomEntity, { id: roomId }),
    );
    if (room && room.passwordHash === null) return true;
    if (password === undefined) return false;
    return this.hasher.verify(room?.passwordHash ?? null, password);
  }

  /** Newest first. */
  async listOf(ownerId: string): Promise<RoomRecord[]> {
    const rooms = await this.unitOfWork.read((manager) =>
      manager.find(RoomEntity, { where: { ownerId }, order: { createdAtMs: 'DESC', id: 'ASC' } }),
    );
    return rooms.map(recordOf);
  }

  async findOwn(ownerId: string, roomId: RoomId): Promise<RoomRecord> {
    const room = await this.find(roomId);
    if (room?.ownerId !== ownerId) throw notFound();
    return room;
  }

  async create(ownerId: string, wanted: NewRoom): Promise<RoomRecord> {
    if (wanted.hidesAddresses) this.assertRelay();
    const room: RoomEntity = {
      id: roomIdFrom(randomBytes(12)),
      ownerId,
      name: wanted.name,
      passwordHash: wanted.password === undefined ? null : await this.hasher.hash(wanted.password),
      ...usualColumns,
      ...columnsGiven(wanted),
      createdAtMs: Date.now(),
    };
    assertOpens(room);
    await this.unitOfWork.run(async (manager) => {
      await manager.insert(RoomEntity, room);
      await this.note('room-created', room, ownerId);
    });
    return recordOf(room);
  }

  async change(ownerId: string, roomId: RoomId, wanted: RoomChange): Promise<RoomRecord> {
    // Before hashing, so that strangers cannot make us work.
    const room = await this.findOwn(ownerId, roomId);
    // One that hides them already may change in the rest, even where the relay was taken away meanwhile.
    if (wanted.hidesAddresses && !room.hidesAddresses) this.assertRelay();
    const change: Partial<RoomEntity> = {
      ...(wanted.name !== undefined && { name: wanted.name }),
      ...columnsGiven(wanted),
      ...(wanted.password === null && { passwordHash: null }),
      ...(typeof wanted.password === 'string' && {
        passwordHash: await this.hasher.hash(wanted.password),
      }),
    };
    assertOpens({ ...room, ...change });
    return this.unitOfWork.run(async (manager) => {
      const own = { id: roomId, ownerId };
      if (Object.keys(change).length > 0) await manager.update(RoomEntity, own, change);
      const room = await manager.findOneBy(RoomEntity, own);
      if (!room) throw notFound();
      if (Object.keys(change).length > 0) await this.note('room-changed', room, ownerId);
      return recordOf(room);
    });
  }

  async delete(ownerId: string, roomId: RoomId): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const room = await manager.findOneBy(RoomEntity, { id: roomId, ownerId });
      const { affected } = await manager.delete(RoomEntity, { id: roomId, ownerId });
      if (!room || affected !== 1) throw notFound();
      await this.note('room-deleted', room, ownerId);
    });
  }

  private async note(
    action: AuditAction,
    { id: roomId, name }: RoomEntity,
    accountId: string,
  ): Promise<void> {
    await this.audit.record({ action, actor: { accountId }, roomId, details: { name } });
  }

  private assertRelay(): void {
    if (!this.settings.hasRelay)
      throw Refusal.of('relay-missing', 'Hiding addresses needs a relay: set TURN_URLS');
  }
}

function notFound(): Refusal {
  return Refusal.of('not-found', 'There is no such room of yours');
}

function assertOpens(times: Parameters<typeof opensBeforeItCloses>[0]): void {
  if (opensBeforeItCloses(times)) return;
  const issues = [{ path: 'closesAt', message: 'not after opensAt' }];
  throw Refusal.of('invalid', 'The room would close before it opens', { issues });
}
