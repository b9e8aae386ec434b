import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

const moment = { ...epochMs, nullable: true } as const;

/** A link by which one person makes an account. */
@Entity('account_invitations')
export class AccountInvitationEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') tokenHash: string;
  /** Lower case; null where anybody with the link may use it. */
  @Column('varchar', { nullable: true }) email: string | null;
  @Column('boolean') isAdministrator: boolean;
  @Column('varchar') createdByName: string;
  @Column(epochMs) createdAtMs: number;
  @Column(epochMs) expiresAtMs: number;
  @Column(moment) revokedAtMs: number | null;
  @Column(moment) usedAtMs: number | null;
  @Column('varchar', { nullable: true }) usedByName: string | null;
}
