import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { hashOfSecret, newSecret } from '../auth/secret';
import { UnitOfWork } from '../database/unit-of-work';
import { OidcSignInEntity } from './oidc-sign-in.entity';

/** Long enough to look a password up and to confirm on a phone. */
const lifetimeMs = 10 * 60_000;

type NewSignIn = Pick<OidcSignInEntity, 'deviceHash' | 'accountId' | 'origin' | 'thenPath'>;

/** What goes to the provider with the browser; only `state` comes back by it. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Sign-ins on their way: each ends once, soon, and in the browser that it began in (no login CSRF, RFC 9700 4.7). */
@Injectable()
export class PendingSignIns {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async begin(signIn: NewSignIn): Promise<SignInSecrets> {
    const secrets = { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret() };
    const { state, ...kept } = secrets;
    const now = Date.now();
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(OidcSignInEntity, { expiresAtMs: LessThan(now) });
      await manager.insert(OidcSignInEntity, {
        ...signIn,
        ...kept,
        stateHash: hashOfSecret(state),
        expiresAtMs: now + lifetimeMs,
      });
    });
    return secrets;
  }

  /** Takes the sign-in that `state` stands for, so that nobody else can; null where there is none for this browser. */
  async take(state: string, deviceHash: string): Promise<OidcSignInEntity | null> {
    return this.unitOfWork.run(async (manager) => {
      const key = { stateHash: hashOfSecret(state), deviceHash, expiresAtMs: MoreThan(Date.now()) };
      const signIn = await manager.findOneBy(OidcSignInEntity, key);
      const { affected } = await manager.delete(OidcSignInEntity, key);
      return affected === 1 ? signIn : null;
    });
  }
}
