import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';
import { AccountEntity } from './account.entity';

@Entity('sessions')
export class SessionEntity {
  /** Of the cookie, which may be renewed while the session stays the same. */
  @PrimaryColumn('varchar') tokenHash: string;
  /** Grants nothing: for lists, and for the seats that the session got. */
  @Column('varchar') id: string;
  @Column('varchar') accountId: string;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'accountId' })
  account?: AccountEntity;
  /** What the browser said of itself, cut short. */
  @Column('varchar') userAgent: string;
  @Column(epochMs) createdAtMs: number;
  /** To within a few minutes. */
  @Column(epochMs) lastSeenAtMs: number;
  @Column(epochMs) expiresAtMs: number;
  /** When its owner last proved who they are. */
  @Column(epochMs) provenAtMs: number;
  /** They proved it to the OpenID provider, which may know them on beyond our sign-out. */
  @Column('boolean') byProvider: boolean;
}
