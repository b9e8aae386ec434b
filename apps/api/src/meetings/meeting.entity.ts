import type { Liberties } from '@parley/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** How things stood before a moderator suspended everything. */
export interface Suspended {
  readonly liberties: Liberties;
  readonly isLocked: boolean;
}

/** One gathering in a room. At most one in a room is not ended: a unique index says so. */
@Entity('meetings')
export class MeetingEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') roomId: string;
  @Column('boolean') isLocked: boolean;
  @Column('boolean') hasLobby: boolean;
  /** As the room had it when the meeting began: addresses that were told cannot be taken back. */
  @Column('boolean') hidesAddresses: boolean;
  /** How many processes have carried this meeting; each numbers its happenings above the ones before. */
  @Column('integer') life: number;
  @Column(epochMs) startedAtMs: number;
  @Column({ ...epochMs, nullable: true }) endedAtMs: number | null;
  /** As a moderator changed them for this meeting; null where they are the room's. */
  @Column('simple-json', { nullable: true }) liberties: Liberties | null;
  /** Null while nothing is suspended. */
  @Column('simple-json', { nullable: true }) suspended: Suspended | null;
}
