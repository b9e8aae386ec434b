import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';
import { AccountEntity } from './account.entity';

@Entity('sessions')
export class SessionEntity {
  @PrimaryColumn('varchar') tokenHash: string;
  @Column('varchar') accountId: string;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'accountId' })
  account?: AccountEntity;
  @Column(epochMs) createdAtMs: number;
  @Column(epochMs) expiresAtMs: number;
}
