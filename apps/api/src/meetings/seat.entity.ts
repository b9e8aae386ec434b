import type { Extra, Liberty, Publications, RecordingConsent, Role } from '@parley/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';
import type { Order } from './standing-orders';

/** `waiting` and `admitted` are alive; every other state is for ever. */
export type SeatStanding =
  'waiting' | 'admitted' | 'left' | 'removed' | 'blocked' | 'denied' | 'ended' | 'signed-out';

/** The right to take part in one meeting; its id is the participant's. The token itself is only with its holder. */
@Entity('seats')
export class SeatEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') meetingId: string;
  @Column('varchar') tokenHash: string;
  @Column('varchar') name: string;
  @Column('varchar') role: Role;
  @Column('varchar', { nullable: true }) accountId: string | null;
  @Column('varchar') deviceHash: string;
  /** The session that got the seat, which ends with it; null for guests. */
  @Column('varchar', { nullable: true }) sessionId: string | null;
  /** As the account has it. */
  @Column('varchar', { nullable: true }) pictureId: string | null;
  @Column('varchar') standing: SeatStanding;
  @Column('boolean') wasRemoved: boolean;
  /** True where nothing is missing but a host or moderator in the meeting. */
  @Column('boolean') waitsForHost: boolean;
  /** True where a moderator asked them for patience; ends with the waiting. */
  @Column('boolean') isHeld: boolean;
  /** The room's invitation by which they came; it may be gone by now. */
  @Column('varchar', { nullable: true }) invitationId: string | null;
  @Column('simple-json', { nullable: true }) extra: Extra | null;
  /** Participant who removed, denied or ended, if somebody did. */
  @Column('varchar', { nullable: true }) endedById: string | null;
  @Column(epochMs) askedAtMs: number;
  /** Null until the first page entered. */
  @Column({ ...epochMs, nullable: true }) joinedAtMs: number | null;
  @Column(epochMs) changedAtMs: number;
  /** The page and what it offers, so that after a restart nobody closes a peer that still carries media. */
  @Column('varchar', { nullable: true }) pageId: string | null;
  @Column('simple-json', { nullable: true }) publications: Publications | null;
  /** What moderators switched off and the page has not heard of yet: a restart is no way around a mute. */
  @Column('simple-json', { nullable: true }) orders: readonly Order[] | null;
  /** What moderators withhold from this participant alone, and what they give them alone. */
  @Column('simple-json', { nullable: true }) withheld: readonly Liberty[] | null;
  @Column('simple-json', { nullable: true }) granted: readonly Liberty[] | null;
  /** What they said to being recorded, and when; null where they have not answered. */
  @Column('varchar', { nullable: true }) recordingConsent: RecordingConsent | null;
  @Column({ ...epochMs, nullable: true }) recordingConsentAtMs: number | null;
  /** True where the door they came through said that the meeting is recorded. */
  @Column('boolean') toldOfRecording: boolean;
}
