import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../database/epoch-ms';

/** Who an account is to an OpenID provider. Names and emails may change there; issuer and subject never do. */
@Entity('oidc_identities')
export class OidcIdentityEntity {
  @PrimaryColumn('varchar') issuer: string;
  @PrimaryColumn('varchar') subject: string;
  @Column('varchar') accountId: string;
  @Column(epochMs) createdAtMs: number;
}
