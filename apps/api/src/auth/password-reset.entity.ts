import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** A one-time link for a new password; the token itself is only in the link. */
@Entity('password_resets')
export class PasswordResetEntity {
  @PrimaryColumn('varchar') tokenHash: string;
  @Column('varchar') accountId: string;
  @Column(epochMs) expiresAtMs: number;
}
