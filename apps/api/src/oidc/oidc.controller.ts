import { Controller, Req, Res } from '@nestjs/common';
import { type ProviderAddress, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { AuditLog, personOf } from '../audit/audit-log';
import { knownDeviceOf } from '../auth/device';
import { SignIns } from '../auth/sign-ins';
import { Refusal } from '../errors/refusal';
import { refusalOf } from '../errors/refusal-filter';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { Departures } from './departures';
import type { OidcSignInEntity } from './oidc-sign-in.entity';
import { PendingSignIns } from './pending-sign-ins';
import { Provider } from './provider';
import { ProviderAccounts } from './provider-accounts';

/** Signing in through the OpenID provider: to its pages, and back from them. */
@Controller()
export class OidcController {
  constructor(
    private readonly departures: Departures,
    private readonly pending: PendingSignIns,
    private readonly provider: Provider,
    private readonly people: ProviderAccounts,
    private readonly signIns: SignIns,
    private readonly audit: AuditLog,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(OidcController.name);
  }

  @ContractRoute(routes.startProviderSignIn)
  async start(
    @Parsed() { body }: ParsedOf<typeof routes.startProviderSignIn>,
    @CurrentAccount() account: AccountRecord | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProviderAddress> {
    const purpose = { accountId: null, thenPath: body.thenPath };
    return this.departures.depart(request, response, purpose, account !== null);
  }

  /** A person looks at the answer: whatever happens is a redirect to a page of ours. */
  @ContractRoute(routes.finishProviderSignIn)
  async finish(
    @Parsed() { query }: ParsedOf<typeof routes.finishProviderSignIn>,
    @CurrentAccount() account: AccountRecord | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const device = knownDeviceOf(request);
    const { state } = query;
    const signIn = device !== null && state ? await this.pending.take(state, device) : null;
    try {
      if (!signIn || state === undefined) throw expired();
      await this.complete({ ...signIn, state }, account, request, response);
      response.redirect(303, signIn.thenPath);
    } catch (error) {
      response.redirect(303, this.pathOfTrouble(error, signIn));
    }
  }

  private async complete(
    signIn: OidcSignInEntity & { readonly state: string },
    account: AccountRecord | null,
    request: Request,
    response: Response,
  ): Promise<void> {
    const address = new URL(routes.finishProviderSignIn.path, signIn.origin);
    address.search = new URL(request.originalUrl, signIn.origin).search;
    const claims = await this.provider.claimsBehind(address, signIn);
    if (signIn.accountId === null) {
      const accountId = await this.people.accountIdFor(claims);
      await this.signIns.enter(accountId, 'provider', request, response);
      return;
    }
    // Whoever signed in here meanwhile must not get somebody else's key to their account.
    if (account?.id !== signIn.accountId) throw expired();
    await this.people.connect(account.id, claims);
    const details = { connected: this.provider.name };
    await this.audit.record({ action: 'account-changed', actor: personOf(account), details });
  }

  private pathOfTrouble(error: unknown, signIn: OidcSignInEntity | null): string {
    const { code } = refusalOf(error);
    if (code === 'internal') this.logger.error({ err: error }, 'sign-in failed');
    if (signIn?.accountId) return `/account?trouble=${code}`;
    const then = signIn ? `&then=${encodeURIComponent(signIn.thenPath)}` : '';
    return `/sign-in?trouble=${code}${then}`;
  }
}

const expired = () =>
  Refusal.of('sign-in-expired', 'No such sign-in is on its way in this browser');
