import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

@Entity('accounts')
export class AccountEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') name: string;
  /** Lower case. */
  @Column('varchar') email: string;
  /** Null where the account is entered with a passkey or through a provider only. */
  @Column('varchar', { nullable: true }) passwordHash: string | null;
  @Column('boolean') isAdministrator: boolean;
  @Column('varchar', { nullable: true }) pictureId: string | null;
  @Column(epochMs) createdAtMs: number;
  /** Since when nobody gets in with it. */
  @Column({ ...epochMs, nullable: true }) disabledAtMs: number | null;
}
