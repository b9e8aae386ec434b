import { Injectable } from '@nestjs/common';
import { limits, type RoomId, type RoomModerator } from '@parley/contract';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../audit/audit-log';
import { AccountEntity } from '../auth/account.entity';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { RoomEntity } from './room.entity';
import { recordOf, type RoomRecord } from './room.mapper';
import { RoomModeratorEntity } from './room-moderator.entity';

/** What accounts are to rooms beside owning them: moderators for good; and how a room gets another owner. */
@Injectable()
export class RoomMembers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** By name. */
  async moderatorsOf(roomId: RoomId): Promise<RoomModerator[]> {
    const accounts = await this.unitOfWork.read((manager) =>
      manager
        .createQueryBuilder(AccountEntity, 'account')
        .innerJoin(RoomModeratorEntity, 'moderator', 'moderator.accountId = account.id')
        .where('moderator.roomId = :roomId', { roomId })
        .orderBy('account.name')
        .addOrderBy('account.id')
        .getMany(),
    );
    return accounts.map(moderatorOf);
  }

  /** Refuses `account-unknown`, and `conflict` for the owner or one too many. */
  async addModerator(roomId: RoomId, ownerId: string, email: string): Promise<RoomModerator> {
    return this.unitOfWork.run(async (manager) => {
      const account = await findAccount(manager, email);
      const accountId = account.id;
      if (accountId === ownerId) throw Refusal.of('conflict', 'The owner is the host already');
      if (await manager.existsBy(RoomModeratorEntity, { roomId, accountId }))
        return moderatorOf(account);
      if ((await manager.countBy(RoomModeratorEntity, { roomId })) >= limits.moderatorsPerRoom)
        throw Refusal.of('conflict', 'This room has as many moderators as it can');
      await manager.insert(RoomModeratorEntity, { roomId, accountId, createdAtMs: Date.now() });
      await this.note(roomId, ownerId, accountId, true);
      return moderatorOf(account);
    });
  }

  /** Refuses `not-found`. */
  async removeModerator(roomId: RoomId, ownerId: string, accountId: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.delete(RoomModeratorEntity, { roomId, accountId });
      if (affected !== 1) throw Refusal.of('not-found', 'There is no such moderator');
      await this.note(roomId, ownerId, accountId, false);
    });
  }

  /** Whoever had the room stays a moderator of it. Refuses `account-unknown`, `conflict` for the owner, `not-found`. */
  async transfer(roomId: RoomId, ownerId: string, email: string): Promise<RoomRecord> {
    return this.unitOfWork.run(async (manager) => {
      const next = await findAccount(manager, email);
      if (next.id === ownerId) throw Refusal.of('conflict', 'The room is theirs already');
      const own = { id: roomId, ownerId };
      const { affected } = await manager.update(RoomEntity, own, { ownerId: next.id });
      if (affected !== 1) throw Refusal.of('not-found', 'There is no such room of yours');
      await manager.delete(RoomModeratorEntity, { roomId, accountId: next.id });
      const former = { roomId, accountId: ownerId, createdAtMs: Date.now() };
      await manager.insert(RoomModeratorEntity, former);
      await this.audit.record({
        ...{ action: 'room-transferred', actor: { accountId: ownerId } },
        ...{ target: { accountId: next.id }, roomId },
      });
      return recordOf(await manager.findOneByOrFail(RoomEntity, { id: roomId }));
    });
  }

  private async note(roomId: RoomId, ownerId: string, accountId: string, isModerator: boolean) {
    await this.audit.record({
      ...{ action: 'role-changed', actor: { accountId: ownerId }, target: { accountId }, roomId },
      details: { isRoomModerator: isModerator },
    });
  }
}

async function findAccount(manager: EntityManager, email: string): Promise<AccountEntity> {
  const account = await manager.findOneBy(AccountEntity, { email });
  if (!account) throw Refusal.of('account-unknown', 'There is no account with this email');
  return account;
}

function moderatorOf({ id, name, email }: AccountEntity): RoomModerator {
  return { accountId: id, name, email };
}
