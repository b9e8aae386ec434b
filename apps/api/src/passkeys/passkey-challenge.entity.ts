import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** A challenge that waits for an answer. */
@Entity('passkey_challenges')
export class PasskeyChallengeEntity {
  @PrimaryColumn('varchar') challengeHash: string;
  /** The browser it was given to. */
  @Column('varchar') deviceHash: string;
  /** Who is about to add a passkey; null for a sign-in. */
  @Column('varchar', { nullable: true }) accountId: string | null;
  @Column(epochMs) expiresAtMs: number;
}
