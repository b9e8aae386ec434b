import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../../database/epoch-ms';

/** What is left of a deleted recording: enough to tell those who had it that it is gone, and nothing that was in it. */
@Entity('deleted_recordings')
export class DeletedRecordingEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') ownerId: string;
  @Column('varchar', { nullable: true }) recorderAccountId: string | null;
  @Column(epochMs) deletedAtMs: number;
}
