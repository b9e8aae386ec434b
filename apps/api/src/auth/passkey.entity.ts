import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** A passkey of an account: the public half, which lets nobody in by itself. */
@Entity('passkeys')
export class PasskeyEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') accountId: string;
  /** What its owner calls it. */
  @Column('varchar') name: string;
  /** As WebAuthn has it, in base64url. */
  @Column('varchar') credentialId: string;
  /** COSE key in base64url. */
  @Column('text') publicKey: string;
  /** How often the authenticator says it was used; 0 for ever where it does not count. */
  @Column(epochMs) counter: number;
  /** Separated by commas. */
  @Column('varchar') transports: string;
  @Column(epochMs) createdAtMs: number;
  @Column({ ...epochMs, nullable: true }) lastUsedAtMs: number | null;
}
