import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog, personOf } from '../audit/audit-log';
import { Refusal } from '../errors/refusal';
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

  /** A fresh session for the account, its cookie, and a word in the record. */
  async enter(
    accountId: string,
    by: 'passkey' | 'provider',
    request: Request,
    response: Response,
  ): Promise<AccountDetails> {
    const account = await this.accounts.find(accountId);
    if (!account) throw Refusal.of('unauthenticated', 'The account is gone');
    await this.devices.remember(account.id, deviceOf(request, response));
    await this.sessions.start(account.id, request.headers.cookie, response);
    await this.audit.record({ action: 'signed-in', actor: personOf(account), details: { by } });
    return account;
  }
}
