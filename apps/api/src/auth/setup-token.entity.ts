import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

@Entity('setup_tokens')
export class SetupTokenEntity {
  @PrimaryColumn('varchar') tokenHash: string;
  @Column(epochMs) createdAtMs: number;
}
