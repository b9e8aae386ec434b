import { Injectable } from '@nestjs/common';
import type { BlockedPerson, Id, RoomId } from '@parley/contract';
import { In, type EntityManager } from 'typeorm';
import { AuditLog, type AuditedPerson } from '../audit/audit-log';
import { UnitOfWork } from '../database/unit-of-work';
import { BlockEntity } from '../meetings/block.entity';
import { LiveMeetings } from '../meetings/live-meetings';
import { isSamePerson } from '../meetings/person';

/** Who may not come to a room, and taking that back. */
@Injectable()
export class Blocks {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first. */
  async list(roomId: RoomId): Promise<BlockedPerson[]> {
    const rows = await this.unitOfWork.read((manager) =>
      manager.find(BlockEntity, { where: { roomId }, order: { createdAtMs: 'DESC' } }),
    );
    return rows.map(({ id, name, byName, createdAtMs }) => ({
      blockId: id,
      name,
      byName,
      blockedAt: new Date(createdAtMs).toISOString(),
    }));
  }

  /**
   * The person may come again like anybody else, to a meeting that is going on, too. Every block of the same person
   * goes; null where somebody else was faster.
   */
  async allowAgain(roomId: RoomId, id: Id, actor: AuditedPerson): Promise<BlockEntity | null> {
    return this.meetings.inOrder(roomId, async () => {
      const lifted = await this.unitOfWork.run((manager) => this.lift(manager, roomId, id, actor));
      for (const block of lifted) this.meetings.inRoom(roomId)?.forgive(block);
      return lifted[0] ?? null;
    });
  }

  /** The one that was named comes first. */
  private async lift(
    manager: EntityManager,
    roomId: RoomId,
    id: Id,
    actor: AuditedPerson,
  ): Promise<BlockEntity[]> {
    const blocks = await manager.findBy(BlockEntity, { roomId });
    const named = blocks.find((one) => one.id === id);
    if (!named) return [];
    const others = blocks.filter((one) => one !== named && isSamePerson(one, named));
    const lifted = [named, ...others];
    await manager.delete(BlockEntity, { id: In(lifted.map((one) => one.id)) });
    const { name, accountId } = named;
    await this.audit.record({ action: 'unblocked', actor, target: { name, accountId }, roomId });
    return lifted;
  }
}
