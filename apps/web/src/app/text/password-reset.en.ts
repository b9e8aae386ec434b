import { limits } from '@parley/contract';

/** For those who forgot their password. */
export const passwordReset = {
  forgotHeading: 'Forgot your password?',
  forgotIntro: 'Type your email, and we send you a link for a new one.',
  askAdministrator:
    'This server sends no mail. Ask whoever runs it: an administrator can give you a link for a new password.',
  send: 'Send link',
  sending: 'Sending…',
  sentHeading: 'Look into your mail',
  sent: (email: string) =>
    `If there is an account for ${email}, a link is on its way. It works once, within an hour.`,
  back: 'Back to sign in',

  heading: 'Choose a new password',
  intro: 'You are signed out everywhere when you save it.',
  newPassword: 'New password',
  hint: `At least ${limits.accountPasswordMinLength} characters. Several words are good.`,
  save: 'Save password',
  saving: 'Saving…',
  savedHeading: 'Your password is changed',
  saved: 'You are signed out everywhere. Sign in with the new one.',
  signIn: 'Sign in',
  noLinkHeading: 'This link does not work',
  noLink: 'It is not complete, or has been used already. Ask for a new one.',
  askAgain: 'Ask for a new link',
} as const;
