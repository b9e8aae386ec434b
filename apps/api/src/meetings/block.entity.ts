import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** Keeps an account and a device out of a room for as long as the row stands. */
@Entity('blocks')
export class BlockEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') roomId: string;
  @Column('varchar', { nullable: true }) accountId: string | null;
  @Column('varchar') deviceHash: string;
  /** The name they had. */
  @Column('varchar') name: string;
  @Column('varchar') byParticipantId: string;
  /** The moderator's name then; empty for blocks from before names were kept. */
  @Column('varchar') byName: string;
  @Column(epochMs) createdAtMs: number;
}
