import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

@Entity('accounts')
export class AccountEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') name: string;
  /** Lower case. */
  @Column('varchar') email: string;
  @Column('varchar') passwordHash: string;
  @Column('boolean') isAdministrator: boolean;
  @Column(epochMs) createdAtMs: number;
}
