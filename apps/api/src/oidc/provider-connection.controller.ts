import { Controller, Req, Res } from '@nestjs/common';
import { type ProviderAddress, type ProviderConnection, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { AuditLog, personOf } from '../audit/audit-log';
import { ContractRoute, CurrentAccount } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { Departures } from './departures';
import { Provider } from './provider';
import { ProviderAccounts } from './provider-accounts';

/** Whether one's own account is entered through the provider. */
@Controller()
export class ProviderConnectionController {
  constructor(
    private readonly departures: Departures,
    private readonly provider: Provider,
    private readonly people: ProviderAccounts,
    private readonly audit: AuditLog,
  ) {}

  @ContractRoute(routes.readProviderConnection)
  async read(@CurrentAccount() { id }: AccountRecord): Promise<ProviderConnection> {
    const { name } = this.provider;
    const connectedAtMs = name === null ? null : await this.people.connectedAtMs(id);
    const connectedAt = connectedAtMs === null ? null : new Date(connectedAtMs).toISOString();
    return { name, connectedAt };
  }

  @ContractRoute(routes.connectProvider)
  async connect(
    @CurrentAccount() { id }: AccountRecord,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProviderAddress> {
    return this.departures.depart(request, response, { accountId: id, thenPath: '/account' });
  }

  @ContractRoute(routes.disconnectProvider)
  async disconnect(@CurrentAccount() account: AccountRecord): Promise<void> {
    await this.people.disconnect(account.id);
    const details = { disconnected: this.provider.name };
    await this.audit.record({ action: 'account-changed', actor: personOf(account), details });
  }
}
