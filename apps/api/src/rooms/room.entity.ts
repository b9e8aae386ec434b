import type { ConsentRule, Liberties } from '@parley/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs, wholeNumber } from '../database/epoch-ms';

@Entity('rooms')
export class RoomEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') ownerId: string;
  @Column('varchar') name: string;
  @Column('text') description: string;
  @Column('varchar', { nullable: true }) passwordHash: string | null;
  @Column('boolean') hasLobby: boolean;
  @Column('boolean') allowsGuests: boolean;
  @Column('boolean') onlyInvited: boolean;
  @Column('boolean') waitsForHost: boolean;
  @Column('integer', { nullable: true }) capacity: number | null;
  /** Null for the usual ones. */
  @Column('simple-json', { nullable: true }) liberties: Liberties | null;
  @Column({ ...epochMs, nullable: true }) opensAtMs: number | null;
  @Column({ ...epochMs, nullable: true }) closesAtMs: number | null;
  @Column('boolean') hidesAddresses: boolean;
  @Column('integer', { nullable: true }) audioCeilingKbps: number | null;
  @Column('integer', { nullable: true }) videoCeilingKbps: number | null;
  @Column('integer', { nullable: true }) screenCeilingKbps: number | null;
  /** Null for any size. */
  @Column({ ...wholeNumber, nullable: true }) largestFileBytes: number | null;
  @Column('boolean') recordingStartsByItself: boolean;
  @Column('varchar') recordingConsent: ConsentRule;
  @Column('boolean') recordsAlong: boolean;
  /** Null for as long as the server keeps any. */
  @Column('integer', { nullable: true }) recordingDays: number | null;
  @Column('boolean') recordingForParticipants: boolean;
  @Column(epochMs) createdAtMs: number;
}
