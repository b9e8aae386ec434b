import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog, personOf } from '../audit/audit-log';
import { addressBlock } from '../http/client-address';
import { type AccountDetails, AccountsService } from './accounts.service';
import { deviceOf } from './device';
import { KnownDevicesService } from './known-devices.service';
import { SessionsService } from './sessions.service';

/** The last step of signing in without a password, the same however somebody proved who they are. */
@Injectable()
export class SignIns {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevicesService,
    private readonly audit: AuditLog,
  ) {}

  /** A fresh session for the account, its cookie, and a word in the record. Refuses `account-disabled`. */
  async enter(
    accountId: string,
    by: 'passkey' | 'provider',
    request: Request,
    response: Response,
  ): Promise<AccountDetails> {
    const account = await this.accounts.get(accountId);
    await this.devices.remember(account.id, deviceOf(request, response));
    const { cookie } = request.headers;
    await this.sessions.start(account.id, cookie, response, by === 'provider');
    const details = { by, address: addressBlock(request) };
    await this.audit.record({ action: 'signed-in', actor: personOf(account), details });
    return account;
  }
}
