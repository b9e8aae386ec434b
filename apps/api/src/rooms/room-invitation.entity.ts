import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** A link into a room. Its secret is only with whoever got it. */
@Entity('room_invitations')
export class RoomInvitationEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') roomId: string;
  @Column('varchar') secretHash: string;
  @Column('varchar') label: string;
  @Column('integer', { nullable: true }) maxUses: number | null;
  @Column('integer') useCount: number;
  @Column(epochMs) createdAtMs: number;
  @Column({ ...epochMs, nullable: true }) expiresAtMs: number | null;
  @Column({ ...epochMs, nullable: true }) revokedAtMs: number | null;
}

/** Who came by it: they come again without the link, and without counting. */
@Entity('room_invitation_uses')
export class RoomInvitationUseEntity {
  @PrimaryColumn('varchar') invitationId: string;
  @PrimaryColumn('varchar') deviceHash: string;
  @Column('varchar', { nullable: true }) accountId: string | null;
  @Column(epochMs) usedAtMs: number;
}
