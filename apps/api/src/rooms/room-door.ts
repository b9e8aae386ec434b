import { Injectable } from '@nestjs/common';
import type { Id, RoomId } from '@parley/contract';
import type { SelectQueryBuilder } from 'typeorm';
import { hashOfSecret } from '../auth/secret';
import { UnitOfWork } from '../database/unit-of-work';
import { RoomEntity } from './room.entity';
import { RoomInvitationEntity, RoomInvitationUseEntity } from './room-invitation.entity';
import { recordOf, type RoomRecord } from './room.mapper';
import { RoomModeratorEntity } from './room-moderator.entity';

/** Whoever stands before a room, and what they bring. */
export interface Arrival {
  readonly accountId: string | null;
  /** Null for a browser that was never here. */
  readonly deviceHash: string | null;
  /** The secret of an invitation link, if they came by one. */
  readonly invitation?: string | undefined;
}

/** A room, and what it knows about one person. */
export interface Visit {
  readonly room: RoomRecord;
  readonly isOwner: boolean;
  readonly isModerator: boolean;
  /** The invitation by which they may come in; null where they have none that still holds. */
  readonly invitationId: Id | null;
  /** True where that is their first time by it, which counts. */
  readonly isFirstUse: boolean;
}

type Raw = Partial<Record<'moderates' | 'usedId' | 'freshId', string | number | null>>;

/** What a room knows about one person at its door, in a single query: the door is on everybody's way in. */
@Injectable()
export class RoomDoor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Null where there is no such room. */
  async look(roomId: RoomId, arrival: Arrival, now: Date): Promise<Visit | null> {
    const { entities, raw } = await this.unitOfWork.read((manager) => {
      const query = manager
        .createQueryBuilder(RoomEntity, 'room')
        .where('room.id = :roomId', { roomId })
        .setParameters({ ...arrival, nowMs: now.getTime() })
        .addSelect(usedInvitation, 'usedId');
      if (arrival.accountId !== null) query.addSelect(moderation, 'moderates');
      if (arrival.invitation !== undefined)
        query
          .addSelect(freshInvitation, 'freshId')
          .setParameter('secretHash', hashOfSecret(arrival.invitation));
      return query.getRawAndEntities<Raw>();
    });
    const room = entities[0];
    if (!room) return null;
    const { moderates, usedId, freshId } = raw[0] ?? {};
    return {
      room: recordOf(room),
      isOwner: room.ownerId === arrival.accountId,
      isModerator: Number(moderates ?? 0) > 0,
      invitationId: textOrNull(usedId) ?? textOrNull(freshId),
      isFirstUse: textOrNull(usedId) === null,
    };
  }
}

type Query = SelectQueryBuilder<RoomEntity>;

const moderation = (query: Query) =>
  query
    .select('COUNT(*)')
    .from(RoomModeratorEntity, 'moderator')
    .where('moderator.roomId = room.id AND moderator.accountId = :accountId');

const stillHolds = `invitation.roomId = room.id AND invitation.revokedAtMs IS NULL
  AND (invitation.expiresAtMs IS NULL OR invitation.expiresAtMs > :nowMs)`;

const usedInvitation = (query: Query) =>
  query
    .select('MAX(invitation.id)')
    .from(RoomInvitationUseEntity, 'used')
    .innerJoin(RoomInvitationEntity, 'invitation', 'invitation.id = used.invitationId')
    .where(`(used.deviceHash = :deviceHash OR used.accountId = :accountId) AND ${stillHolds}`);

const freshInvitation = (query: Query) =>
  query
    .select('MAX(invitation.id)')
    .from(RoomInvitationEntity, 'invitation')
    .where(
      `invitation.secretHash = :secretHash AND ${stillHolds}
        AND (invitation.maxUses IS NULL OR invitation.useCount < invitation.maxUses)`,
    );

const textOrNull = (value: string | number | null | undefined) =>
  typeof value === 'string' ? value : null;
