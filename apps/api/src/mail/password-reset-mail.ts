import type { Mail } from './mailer';

/** The mail with a link for a new password. `validMinutes` is how long the link is good. */
export function passwordResetMail(to: string, link: string, validMinutes: number): Mail {
  return {
    to,
    subject: 'A new password for Parley',
    text: [
      'Somebody, we hope you, asked for a new password for your account.',
      `Open this link within ${validMinutes} minutes and choose one:`,
      '',
      link,
      '',
      'It works once. Choosing a new password signs you out everywhere.',
      '',
      'If it was not you, do nothing: your password stays as it is.',
      '',
    ].join('\n'),
  };
}
