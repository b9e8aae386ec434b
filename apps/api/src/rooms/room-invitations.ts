import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Id, limits, type MakeInvitation, type RoomId } from '@parley/contract';
import type * as z from 'zod';
import { AuditLog, type AuditedPerson } from '../audit/audit-log';
import { hashOfSecret, newSecret } from '../auth/secret';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { RoomInvitationEntity, RoomInvitationUseEntity } from './room-invitation.entity';

interface User {
  readonly name: string;
  readonly accountId: string | null;
  readonly deviceHash: string;
}

/** Links into rooms: made, counted, taken back. Who may do so is the caller's to check. */
@Injectable()
export class RoomInvitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first. */
  async listOf(roomId: RoomId): Promise<RoomInvitationEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.find(RoomInvitationEntity, {
        where: { roomId },
        order: { createdAtMs: 'DESC', id: 'ASC' },
      }),
    );
  }

  /** The secret is known to nobody afterwards but whoever is told it now. Refuses `conflict` where there are too many. */
  async make(
    roomId: RoomId,
    accountId: string,
    { label, maxUses, expiresAt }: z.output<typeof MakeInvitation>,
  ): Promise<{ invitation: RoomInvitationEntity; secret: string }> {
    const secret = newSecret();
    const invitation: RoomInvitationEntity = {
      id: randomUUID(),
      roomId,
      secretHash: hashOfSecret(secret),
      label,
      maxUses: maxUses ?? null,
      useCount: 0,
      createdAtMs: Date.now(),
      expiresAtMs: expiresAt ? Date.parse(expiresAt) : null,
      revokedAtMs: null,
    };
    await this.unitOfWork.run(async (manager) => {
      if ((await manager.countBy(RoomInvitationEntity, { roomId })) >= limits.invitationsPerRoom)
        throw Refusal.of('conflict', 'This room has as many invitations as it can');
      await manager.insert(RoomInvitationEntity, invitation);
      const details = { label, maxUses: invitation.maxUses };
      await this.audit.record({ action: 'invitation-made', actor: { accountId }, roomId, details });
    });
    return { invitation, secret };
  }

  /** Refuses `not-found`; taking back twice changes nothing. */
  async revoke(roomId: RoomId, actor: AuditedPerson, id: Id): Promise<RoomInvitationEntity> {
    return this.unitOfWork.run(async (manager) => {
      const invitation = await manager.findOneBy(RoomInvitationEntity, { id, roomId });
      if (!invitation) throw Refusal.of('not-found', 'There is no such invitation');
      if (invitation.revokedAtMs !== null) return invitation;
      const revokedAtMs = Date.now();
      await manager.update(RoomInvitationEntity, { id }, { revokedAtMs });
      const details = { label: invitation.label };
      await this.audit.record({ action: 'invitation-revoked', actor, roomId, details });
      return { ...invitation, revokedAtMs };
    });
  }

  /**
   * Counts one person who comes by it, in the unit of work that gives them their seat: of many who come at once by the
   * last use, on however many nodes, one gets it (security.md T15). Refuses `invitation-over`.
   */
  async use(roomId: RoomId, id: Id, { accountId, deviceHash, name }: User, now: Date) {
    await this.unitOfWork.run(async (manager) => {
      const counted = await manager
        .createQueryBuilder()
        .update(RoomInvitationEntity)
        .set({ useCount: () => '"useCount" + 1' })
        .where('"id" = :id AND "revokedAtMs" IS NULL', { id })
        .andWhere('("maxUses" IS NULL OR "useCount" < "maxUses")')
        .andWhere('("expiresAtMs" IS NULL OR "expiresAtMs" > :nowMs)', { nowMs: now.getTime() })
        .execute();
      if (counted.affected !== 1) throw Refusal.of('invitation-over', 'Used up or taken back');
      const use = { invitationId: id, deviceHash, accountId, usedAtMs: now.getTime() };
      await manager.insert(RoomInvitationUseEntity, use);
      const actor = { accountId, name };
      await this.audit.record({ action: 'invitation-used', actor, roomId, details: { id } });
    });
  }
}
