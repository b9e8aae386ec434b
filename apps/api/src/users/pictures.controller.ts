import { Controller, Req, Res } from '@nestjs/common';
import { type Account, limits, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { AccountsService } from '../auth/accounts.service';
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
  ) {}

  @ContractRoute(routes.setPicture)
  async set(@CurrentAccount() { id }: AccountRecord, @Req() request: Request): Promise<Account> {
    await this.tries.consume({ kind: 'set-picture', key: id });
    await this.pictures.set(id, await readRawBody(request, limits.pictureBytes));
    return accountReplyOf(await this.accounts.get(id));
  }

  @ContractRoute(routes.removePicture)
  async remove(@CurrentAccount() { id }: AccountRecord): Promise<Account> {
    await this.pictures.remove(id);
    return accountReplyOf(await this.accounts.get(id));
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
}
