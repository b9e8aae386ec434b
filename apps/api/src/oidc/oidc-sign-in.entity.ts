import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** A sign-in that is on its way through the provider's pages. */
@Entity('oidc_sign_ins')
export class OidcSignInEntity {
  @PrimaryColumn('varchar') stateHash: string;
  /** The browser that it began in. */
  @Column('varchar') deviceHash: string;
  /** Who connects their account with the provider; null where somebody signs in. */
  @Column('varchar', { nullable: true }) accountId: string | null;
  /** Under which of our origins it began; the provider sends the browser back there. */
  @Column('varchar') origin: string;
  @Column('varchar') nonce: string;
  @Column('varchar') codeVerifier: string;
  @Column('varchar') thenPath: string;
  @Column(epochMs) expiresAtMs: number;
}
