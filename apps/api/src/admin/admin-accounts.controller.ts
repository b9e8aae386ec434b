import { Controller } from '@nestjs/common';
import { type AdminAccount, type PasswordResetLink, routes } from '@parley/contract';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { AdminAccounts } from './admin-accounts.service';

/** People, for administrators. */
@Controller()
export class AdminAccountsController {
  constructor(private readonly accounts: AdminAccounts) {}

  @ContractRoute(routes.listAccounts)
  list(@Parsed() { query }: ParsedOf<typeof routes.listAccounts>) {
    return this.accounts.list(query);
  }

  @ContractRoute(routes.changeAccount)
  change(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.changeAccount>,
  ): Promise<AdminAccount> {
    return this.accounts.change(administrator, params.accountId, body);
  }

  @ContractRoute(routes.makePasswordLink)
  async makePasswordLink(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.makePasswordLink>,
  ): Promise<PasswordResetLink> {
    return { link: await this.accounts.passwordLink(administrator, params.accountId) };
  }
}
