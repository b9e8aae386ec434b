import type { Recording, RecordingPlan, RecordingStatus, Source } from '@parley/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs, wholeNumber } from '../database/epoch-ms';

/** A time in which nothing was recorded; `toMs` is null while it lasts. */
export interface RecordingPause {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/**
 * `mixed`: what people see as a recording. `track`: one participant's own source beside it. `standby`: the whole meeting,
 * recorded along by somebody else; becomes `mixed` when it takes over.
 */
export type RecordingKind = 'mixed' | 'track' | 'standby';

/** One upload, from the moment it was started. Its bytes lie in storage under its id. */
@Entity('recordings')
export class RecordingEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') meetingId: string;
  @Column('varchar') roomId: string;
  /** As it was: the room may be renamed or deleted. */
  @Column('varchar') roomName: string;
  /** The account that owned the room. */
  @Column('varchar') ownerId: string;
  /** In the meeting; ids of participants are not those of accounts. */
  @Column('varchar') recorderId: string;
  /** Null where a guest recorded. */
  @Column('varchar', { nullable: true }) recorderAccountId: string | null;
  @Column('varchar') title: string;
  @Column('simple-json') participantNames: readonly string[];
  /** Title, room and names in the form in which they are searched: see searchable(). */
  @Column('text') searchText: string;
  @Column(epochMs) startedAtMs: number;
  /** Since when people see that they are recorded; null where that is its own start, and not that of one it took over from. */
  @Column({ ...epochMs, nullable: true }) seenSinceMs?: number | null;
  /** Of the first frame, by the server's clock; null until the recorder has said it. */
  @Column('double precision', { nullable: true }) mediaStartedAtMs: number | null;
  /** Null where nobody chose. */
  @Column('simple-json', { nullable: true }) plan: RecordingPlan | null;
  /** In their order, by the server's clock; null for none. */
  @Column('simple-json', { nullable: true }) pauses: readonly RecordingPause[] | null;
  @Column('varchar') status: RecordingStatus;
  @Column('varchar', { nullable: true }) statusReason: Recording['statusReason'];
  @Column({ ...wholeNumber, nullable: true }) durationMs: number | null;
  /** Of the finished file; 0 until there is one. */
  @Column(wholeNumber) sizeBytes: number;
  @Column('boolean') hasThumbnail: boolean;
  /** How many slices the recorder said there are; null until it has finished. */
  @Column('integer', { nullable: true }) sliceCount: number | null;
  /** When somebody asked for it to be deleted; null while it is in the library. */
  @Column({ ...epochMs, nullable: true }) deletedAtMs?: number | null;
  @Column('varchar') ticketHash: string;
  /** When the upload ticket dies; null while the recording runs. */
  @Column({ ...epochMs, nullable: true }) ticketEndsAtMs: number | null;
  @Column('varchar', { default: 'mixed' }) kind?: RecordingKind;
  /** The mixed recording that a track or a standby hangs on, and goes with. */
  @Column('varchar', { nullable: true }) partOf?: string | null;
  /** Of a track. */
  @Column('varchar', { nullable: true }) source?: Source | null;
  /** How far `mediaStartedAtMs` of a track may be off. */
  @Column('double precision', { nullable: true }) clockErrorMs?: number | null;
  /** Where a finished track's first frame lies on the mixed file's time line. */
  @Column({ ...wholeNumber, nullable: true }) offsetMs?: number | null;
  /** Whether what is in the file fits into an MP4 as it is; null where nobody has looked yet. */
  @Column('varchar', { nullable: true }) mp4?: 'possible' | 'impossible' | null;
  /** The version of the file that the MP4 was made of; null until there is one. */
  @Column('varchar', { nullable: true }) mp4Of?: string | null;
  @Column({ ...wholeNumber, nullable: true }) mp4SizeBytes?: number | null;
}

/** What is so of every recording, track and standby before anything of it has come. */
export const nothingYet = {
  mediaStartedAtMs: null,
  pauses: null,
  status: 'recording',
  statusReason: null,
  durationMs: null,
  sizeBytes: 0,
  hasThumbnail: false,
  sliceCount: null,
  ticketEndsAtMs: null,
} satisfies Partial<RecordingEntity>;
