import { Controller, Req } from '@nestjs/common';
import { type PasswordResetWays, routes } from '@parley/contract';
import type { Request } from 'express';
import { PasswordResets } from '../auth/password-resets';
import { TryLimiter } from '../auth/try-limiter';
import { addressBlock } from '../http/client-address';
import { ContractRoute, Parsed, type ParsedOf } from '../http/contract-route';
import { PasswordResetMails } from './password-reset-mails';

/** For those who forgot their password. */
@Controller()
export class PasswordResetsController {
  constructor(
    private readonly resets: PasswordResets,
    private readonly mails: PasswordResetMails,
    private readonly tries: TryLimiter,
  ) {}

  @ContractRoute(routes.readPasswordResetWays)
  ways(): PasswordResetWays {
    return { byMail: this.mails.canSend };
  }

  @ContractRoute(routes.askForPasswordReset)
  async ask(
    @Parsed() { body }: ParsedOf<typeof routes.askForPasswordReset>,
    @Req() request: Request,
  ): Promise<void> {
    await this.tries.consume(
      { kind: 'reset-mail-address', key: addressBlock(request) },
      { kind: 'reset-mail-recipient', key: body.email },
      { kind: 'reset-mail-recipient-a-day', key: body.email },
    );
    this.mails.start(body.email);
  }

  @ContractRoute(routes.usePasswordReset)
  async use(
    @Parsed() { body }: ParsedOf<typeof routes.usePasswordReset>,
    @Req() request: Request,
  ): Promise<void> {
    await this.tries.consume({ kind: 'use-reset-link', key: addressBlock(request) });
    await this.resets.use(body.token, body.password);
  }
}
