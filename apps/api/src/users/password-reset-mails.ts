import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { AccountsService } from '../auth/accounts.service';
import { PasswordResets, resetLinkMs } from '../auth/password-resets';
import { Mailer } from '../mail/mailer';
import { passwordResetMail } from '../mail/password-reset-mail';

/** Mails links for a new password, after the answer: how long it takes must not tell who has an account. */
@Injectable()
export class PasswordResetMails implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly accounts: AccountsService,
    private readonly resets: PasswordResets,
    private readonly mailer: Mailer,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(PasswordResetMails.name);
  }

  get canSend(): boolean {
    return this.mailer.canSend;
  }

  /** Returns at once. Nothing happens where there is no such account, or no mail server. */
  start(email: string): void {
    if (!this.mailer.canSend) return;
    const work = this.send(email)
      .catch((error: unknown) => this.logger.error({ err: error }, 'password mail not sent'))
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async send(email: string): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    if (!account) return;
    const link = await this.resets.createLinkFor(account.id);
    await this.mailer.send(passwordResetMail(account.email, link, resetLinkMs / 60_000));
    this.logger.info({ accountId: account.id }, 'password mail sent');
  }
}
