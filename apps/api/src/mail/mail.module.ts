import { Global, Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { Mailer } from './mailer';
import { SmtpMailer } from './smtp-mailer';

/** Outgoing mail. */
@Global()
@Module({
  providers: [
    {
      provide: Mailer,
      inject: [Settings],
      useFactory: (settings: Settings) => new SmtpMailer(settings),
    },
  ],
  exports: [Mailer],
})
export class MailModule {}
