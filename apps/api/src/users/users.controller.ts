import { Controller, Req, Res } from '@nestjs/common';
import { type Account, routes, type SignUpStatus } from '@parley/contract';
import type { Request, Response } from 'express';
import { AccountsService } from '../auth/accounts.service';
import { deviceOf } from '../auth/device';
import { KnownDevicesService } from '../auth/known-devices.service';
import { SessionsService } from '../auth/sessions.service';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { Refusal } from '../errors/refusal';
import { addressBlock } from '../http/client-address';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { accountReplyOf } from './account.mapper';

/** Creating an account, and seeing one's own. */
@Controller()
export class UsersController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevicesService,
    private readonly tries: TryLimiter,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.readSignUpStatus)
  status(): SignUpStatus {
    const { signUp, oidc } = this.settings;
    return { signUp, ...(oidc && { providerName: oidc.name }) };
  }

  @ContractRoute(routes.createAccount)
  async create(
    @Parsed() { body }: ParsedOf<typeof routes.createAccount>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const isInvited = body.setupToken !== undefined || body.invitation !== undefined;
    if (this.settings.signUp === 'invited' && !isInvited)
      throw Refusal.of('sign-up-closed', 'Accounts are by invitation');
    await this.tries.consume({ kind: 'sign-up-address', key: addressBlock(request) });
    const account = await this.accounts.create(body);
    await this.devices.remember(account.id, deviceOf(request, response));
    await this.sessions.start(account.id, request.headers.cookie, response);
    return accountReplyOf(account);
  }

  @ContractRoute(routes.readOwnAccount)
  async readOwn(@CurrentAccount() { id }: AccountRecord): Promise<Account> {
    return accountReplyOf(await this.accounts.get(id));
  }
}
