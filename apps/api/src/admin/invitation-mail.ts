import type { Mail } from '../mail/mailer';

/** The mail with a link for a new account. */
export function invitationMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'An invitation to Parley',
    text: [
      'You are invited to make an account for video meetings.',
      'Open this link and choose a name and a password:',
      '',
      link,
      '',
      'It works once, for this email address only.',
      '',
      'If you do not know what this is about, do nothing.',
      '',
    ].join('\n'),
  };
}
