import type { RecordedConsent } from '@parley/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../../database/epoch-ms';

/** One answer to being recorded, kept with the recording; somebody who changes their mind gives several. */
@Entity('recording_consents')
export class RecordingConsentEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') recordingId: string;
  @Column('varchar') participantId: string;
  /** As it was in the meeting. */
  @Column('varchar') name: string;
  @Column('varchar') answer: RecordedConsent;
  @Column(epochMs) atMs: number;
}
