import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';
import { AccountEntity } from './account.entity';

/** A browser in which an account was signed in to before. */
@Entity('known_devices')
export class KnownDeviceEntity {
  @PrimaryColumn('varchar') accountId: string;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'accountId' })
  account?: AccountEntity;
  @PrimaryColumn('varchar') deviceHash: string;
  @Column(epochMs) lastUsedAtMs: number;
}
