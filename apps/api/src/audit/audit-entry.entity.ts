import type { AuditAction } from '@parley/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** One thing that happened. Written once: triggers in the database refuse every change and deletion. */
@Entity('audit_entries')
export class AuditEntryEntity {
  /** Without gaps from 1. */
  @PrimaryColumn('integer') sequence: number;
  @Column(epochMs) atMs: number;
  @Column('varchar') action: AuditAction;
  @Column('varchar', { nullable: true }) actorAccountId: string | null;
  @Column('varchar', { nullable: true }) actorParticipantId: string | null;
  @Column('varchar', { nullable: true }) actorName: string | null;
  @Column('varchar', { nullable: true }) targetAccountId: string | null;
  @Column('varchar', { nullable: true }) targetParticipantId: string | null;
  @Column('varchar', { nullable: true }) targetName: string | null;
  @Column('varchar', { nullable: true }) roomId: string | null;
  @Column('varchar', { nullable: true }) meetingId: string | null;
  /** JSON as it was written, byte for byte: the hash is over it. */
  @Column('text') details: string;
  @Column('varchar') previousHash: string;
  @Column('varchar') hash: string;
}

/** The newest link of the chain, in one row that whoever writes locks: without it a cut-off end would not be missed. */
@Entity('audit_head')
export class AuditHeadEntity {
  @PrimaryColumn('integer') id: number;
  @Column('integer') sequence: number;
  @Column('varchar') hash: string;
}
