import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../../database/epoch-ms';

/** A link to a recording. Its token is only with whoever got it. Taking it back takes the row away. */
@Entity('recording_shares')
export class ShareEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') recordingId: string;
  /** Who made it. */
  @Column('varchar') accountId: string;
  @Column('varchar') label: string;
  @Column('varchar') tokenHash: string;
  @Column('varchar', { nullable: true }) passwordHash: string | null;
  @Column('boolean') needsSignIn: boolean;
  @Column('boolean') allowsDownload: boolean;
  @Column('integer') openedCount: number;
  @Column(epochMs) createdAtMs: number;
  @Column({ ...epochMs, nullable: true }) expiresAtMs: number | null;
}
