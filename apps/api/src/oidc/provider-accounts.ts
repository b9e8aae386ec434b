import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountEntity } from '../auth/account.entity';
import { AccountsService } from '../auth/accounts.service';
import { OidcIdentityEntity } from '../auth/oidc-identity.entity';
import { assertWayIn, lockWaysIn } from '../auth/ways-in';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { type Claims, nameIn } from './claims';
import { Provider } from './provider';

/** Which account somebody has whom the provider knows. */
@Injectable()
export class ProviderAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
    private readonly provider: Provider,
    private readonly settings: Settings,
  ) {}

  /**
   * The account connected with issuer and subject; a new one for a new person where sign-up is open, or there is an
   * invitation for their email.
   *
   * An email is no proof: emails here are typed by whoever signs up, so that an account with the same one may be
   * somebody else's, or a trap for this person. It is refused with `provider-email-known`; its owner signs in to it and
   * connects the provider there.
   */
  async accountIdFor(claims: Claims): Promise<string> {
    const { issuer } = this.provider;
    const { sub: subject } = claims;
    return this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(OidcIdentityEntity, { issuer, subject });
      if (known) return known.accountId;
      const accountId = await this.newAccountFor(manager, claims);
      await this.insert(manager, subject, accountId);
      return accountId;
    });
  }

  /** Connects an account. Refuses with `provider-taken` where the person of the provider has another one here. */
  async connect(accountId: string, { sub: subject }: Claims): Promise<void> {
    const { issuer } = this.provider;
    await this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(OidcIdentityEntity, { issuer, subject });
      if (known?.accountId === accountId) return;
      if (known) throw Refusal.of('provider-taken', 'Another account is connected with this');
      await manager.delete(OidcIdentityEntity, { issuer, accountId });
      await this.insert(manager, subject, accountId);
    });
  }

  /** Refuses with `last-way-in` where nothing else would let the account in. */
  async disconnect(accountId: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await lockWaysIn(manager, accountId);
      const { affected } = await manager.delete(OidcIdentityEntity, { accountId });
      if (affected) await assertWayIn(manager, accountId);
    });
  }

  /** Since when the account is connected; null where it is not. */
  async connectedAtMs(accountId: string): Promise<number | null> {
    const { issuer } = this.provider;
    const identity = await this.unitOfWork.read((manager) =>
      manager.findOneBy(OidcIdentityEntity, { issuer, accountId }),
    );
    return identity?.createdAtMs ?? null;
  }

  private async insert(manager: EntityManager, subject: string, accountId: string): Promise<void> {
    const { issuer } = this.provider;
    await manager.insert(OidcIdentityEntity, {
      issuer,
      subject,
      accountId,
      createdAtMs: Date.now(),
    });
  }

  private async newAccountFor(manager: EntityManager, claims: Claims): Promise<string> {
    const { email } = claims;
    if (email === undefined || claims.email_verified === false)
      throw Refusal.of('provider-email-missing', 'The provider vouches for no email');
    if (await manager.existsBy(AccountEntity, { email }))
      throw Refusal.of('provider-email-known', 'There is an account with this email');
    const takesInvitation = this.settings.signUp === 'invited';
    // An invitation is for whom the email belongs to, and only the provider can say so.
    if (takesInvitation && claims.email_verified !== true)
      throw Refusal.of('sign-up-closed', 'Accounts are by invitation');
    const person = { name: nameIn(claims), email };
    const account = await this.accounts.createWithoutPassword(manager, person, takesInvitation);
    return account.id;
  }
}
