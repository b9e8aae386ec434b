import { Controller, Req, Res } from '@nestjs/common';
import { type Account, routes, type SignedOut } from '@parley/contract';
import type { Request, Response } from 'express';
import { AuditLog, personOf } from '../audit/audit-log';
import { AccountsService } from '../auth/accounts.service';
import { deviceOf, knownDeviceOf } from '../auth/device';
import { FailedSignIns } from '../auth/failed-sign-ins';
import { Farewells } from '../auth/farewells';
import { KnownDevicesService } from '../auth/known-devices.service';
import { SessionsService } from '../auth/sessions.service';
import { type Try, TryLimiter } from '../auth/try-limiter';
import { Refusal } from '../errors/refusal';
import { addressBlock } from '../http/client-address';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { accountReplyOf } from './account.mapper';

/** Signing in and out. */
@Controller()
export class SessionsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevicesService,
    private readonly tries: TryLimiter,
    private readonly failures: FailedSignIns,
    private readonly farewells: Farewells,
    private readonly audit: AuditLog,
  ) {}

  @ContractRoute(routes.signIn)
  async signIn(
    @Parsed() { body }: ParsedOf<typeof routes.signIn>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const tries = await this.triesFor(request, body.email);
    await this.tries.consume(...tries);
    const account = await this.accounts
      .findByCredentials(body.email, body.password)
      .catch(async (error: unknown) => {
        // Nothing was checked, so nothing was guessed.
        await this.tries.giveBack(...tries);
        throw error;
      });
    if (!account) {
      await this.failures.note(body.email, addressBlock(request));
      throw Refusal.of('credentials-wrong', 'Email or password is wrong');
    }
    await this.tries.giveBack(...tries);
    await this.devices.remember(account.id, deviceOf(request, response));
    await this.sessions.start(account.id, request.headers.cookie, response);
    const details = { by: 'password', address: addressBlock(request) };
    await this.audit.record({ action: 'signed-in', actor: personOf(account), details });
    return accountReplyOf(account);
  }

  @ContractRoute(routes.signOut)
  async signOut(
    @CurrentAccount() account: AccountRecord,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedOut> {
    await this.sessions.end(account, response);
    await this.audit.record({ action: 'signed-out', actor: personOf(account) });
    return { address: account.byProvider ? await this.farewells.address() : null };
  }

  /** A browser in which this account was signed in to before has tries of its own, which no stranger uses up. */
  private async triesFor(request: Request, email: string): Promise<Try[]> {
    const device = knownDeviceOf(request);
    const isKnown = device !== null && (await this.devices.isKnown(email, device));
    return [
      { kind: 'sign-in-address', key: addressBlock(request) },
      isKnown
        ? { kind: 'sign-in-known-device', key: `${device} ${email}` }
        : { kind: 'sign-in-account', key: email },
    ];
  }
}
