import { Controller, Req, Res } from '@nestjs/common';
import { type Account, limits, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { AccountsService } from '../auth/accounts.service';
import { ProfileChanges } from '../auth/profile-changes';
import { TryLimiter } from '../auth/try-limiter';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { readRawBody } from '../http/raw-body';
import { accountReplyOf } from './account.mapper';
import { PicturesService } from './pictures.service';

/** What people look like. */
@Controller()
export class PicturesController {
  constructor(
    private readonly pictures: PicturesService,
    private readonly accounts: AccountsService,
    private readonly tries: TryLimiter,
    private readonly changes: ProfileChanges,
  ) {}

  @ContractRoute(routes.setPicture)
  async set(@CurrentAccount() account: AccountRecord, @Req() request: Request): Promise<Account> {
    await this.tries.consume({ kind: 'set-picture', key: account.id });
    await this.pictures.set(account.id, await readRawBody(request, limits.pictureBytes));
    return this.changed(account);
  }

  @ContractRoute(routes.removePicture)
  async remove(@CurrentAccount() account: AccountRecord): Promise<Account> {
    await this.pictures.remove(account.id);
    return this.changed(account);
  }

  @ContractRoute(routes.readPicture)
  async read(
    @Parsed() { params }: ParsedOf<typeof routes.readPicture>,
    @Res() response: Response,
  ): Promise<void> {
    const bytes = await this.pictures.read(params.pictureId);
    response
      .set({
        // Its id never stands for another picture.
        'Cache-Control': 'private, max-age=31536000, immutable',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Content-Type': 'image/webp',
        'X-Content-Type-Options': 'nosniff',
      })
      .end(bytes);
  }

  private async changed({ id, name }: AccountRecord): Promise<Account> {
    this.changes.tell({ accountId: id, nameBefore: name });
    return accountReplyOf(await this.accounts.get(id));
  }
}
