import { Controller, Req, Res } from '@nestjs/common';
import { type Account, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { AccountRemoval } from '../auth/account-removal';
import { AccountsService } from '../auth/accounts.service';
import { Passwords } from '../auth/passwords';
import { ProfileChanges } from '../auth/profile-changes';
import { assertProven } from '../http/proof';
import { SessionsService } from '../auth/sessions.service';
import { addressBlock } from '../http/client-address';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { accountReplyOf } from './account.mapper';

/** What people change about their own account. */
@Controller()
export class ProfileController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly removal: AccountRemoval,
    private readonly changes: ProfileChanges,
  ) {}

  @ContractRoute(routes.changeProfile)
  async change(
    @CurrentAccount() { id, name: nameBefore }: AccountRecord,
    @Parsed() { body }: ParsedOf<typeof routes.changeProfile>,
  ): Promise<Account> {
    const account = await this.accounts.rename(id, body.name);
    this.changes.tell({ accountId: id, nameBefore });
    return accountReplyOf(account);
  }

  @ContractRoute(routes.changePassword)
  async changePassword(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { body }: ParsedOf<typeof routes.changePassword>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.passwords.change(account, body, addressBlock(request));
    await this.sessions.renewCookie(account.sessionId, response);
  }

  @ContractRoute(routes.deleteOwnAccount)
  async deleteOwn(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { body }: ParsedOf<typeof routes.deleteOwnAccount>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const proof = await this.passwords.prove(account.id, body.password, addressBlock(request));
    if (proof === null) assertProven(account);
    await this.removal.remove(account);
    this.sessions.forget(response);
  }
}
