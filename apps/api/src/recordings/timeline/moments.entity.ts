import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../../database/epoch-ms';

/** `sharing` and `not-sharing` say how it is from here on; what changed is for the reader to see. */
export type MomentKind = 'joined' | 'left' | 'sharing' | 'not-sharing' | 'chat';

/** Something that happened in a meeting while it was recorded. */
@Entity('recording_moments')
export class MomentEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') recordingId: string;
  /** By the server's clock. */
  @Column(epochMs) atMs: number;
  @Column('varchar') kind: MomentKind;
  @Column('varchar', { nullable: true }) participantId: string | null;
  /** Whose it is: it goes with the account. */
  @Column('varchar', { nullable: true }) accountId: string | null;
  /** As it was in the meeting. */
  @Column('varchar') name: string;
  /** What somebody wrote. */
  @Column('text', { nullable: true }) text: string | null;
}

/** Who spoke when, as the recorder's page heard it: in milliseconds of the file. */
@Entity('recording_speech')
export class SpeechEntity {
  @PrimaryColumn('varchar') recordingId: string;
  @Column('simple-json') spoke: readonly {
    readonly name: string;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
}
