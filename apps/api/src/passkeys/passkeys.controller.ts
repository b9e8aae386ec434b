import { Controller, Req, Res } from '@nestjs/common';
import { type Passkey, type PasskeyCreation, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { AuditLog, personOf } from '../audit/audit-log';
import { AccountsService } from '../auth/accounts.service';
import { deviceOf } from '../auth/device';
import { Settings } from '../config/settings';
import { Refusal } from '../errors/refusal';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { creationOf, passkeyReplyOf } from './passkey.mapper';
import { PasskeysService } from './passkeys.service';
import { relyingPartyOf } from './relying-party';

/** A person's own passkeys. */
@Controller()
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly accounts: AccountsService,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  @ContractRoute(routes.listPasskeys)
  async list(@CurrentAccount() { id }: AccountRecord): Promise<Passkey[]> {
    return (await this.passkeys.listOf(id)).map(passkeyReplyOf);
  }

  @ContractRoute(routes.startPasskey)
  async start(
    @CurrentAccount() { id }: AccountRecord,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PasskeyCreation> {
    const relyingParty = relyingPartyOf(this.settings, request);
    const account = await this.accounts.find(id);
    if (!account) throw Refusal.of('unauthenticated', 'The account is gone');
    const { challenge, existing } = await this.passkeys.begin(id, deviceOf(request, response));
    return creationOf(relyingParty, account, challenge, existing);
  }

  @ContractRoute(routes.createPasskey)
  async create(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { body }: ParsedOf<typeof routes.createPasskey>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Passkey> {
    const relyingParty = relyingPartyOf(this.settings, request);
    const device = deviceOf(request, response);
    const passkey = await this.passkeys.add(account.id, device, relyingParty, body);
    await this.audit.record({
      action: 'passkey-added',
      actor: personOf(account),
      details: { passkey: passkey.name },
    });
    return passkeyReplyOf(passkey);
  }

  @ContractRoute(routes.renamePasskey)
  async rename(
    @CurrentAccount() { id }: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.renamePasskey>,
  ): Promise<Passkey> {
    return passkeyReplyOf(await this.passkeys.rename(id, params.passkeyId, body.name));
  }

  @ContractRoute(routes.deletePasskey)
  async delete(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.deletePasskey>,
  ): Promise<void> {
    const { name } = await this.passkeys.remove(account.id, params.passkeyId);
    await this.audit.record({
      action: 'passkey-removed',
      actor: personOf(account),
      details: { passkey: name },
    });
  }
}
