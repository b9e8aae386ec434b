import { limits } from '@parley/contract';

export const accounts = {
  signInHeading: 'Sign in',
  signInIntro: 'To your rooms and recordings. Guests need no account, only a link.',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  noAccount: 'No account yet?',
  createAccountLink: 'Create account',

  signUpHeading: 'Create account',
  signUpIntro: 'For rooms of your own. Guests need no account, only a link.',
  setupHeading: 'Set up Parley',
  setupIntro: 'This link is good for one account: the administrator of this server.',
  invitedIntro: 'You are invited: this link is good for one account.',
  createAccount: 'Create account',
  creatingAccount: 'Creating account…',
  haveAccount: 'Already have an account?',
  signInLink: 'Sign in',
  closedHeading: 'Accounts are by invitation here',
  closed:
    'Whoever runs this server can invite you. You do not need an account to join a meeting: open the link you were given.',

  name: 'Name',
  nameHint: 'As others will see it in meetings.',
  nameWrong: 'Type your name.',
  email: 'Email',
  emailWrong: 'Type an email address, like ann@example.org.',
  password: 'Password',
  passwordHint: `At least ${limits.accountPasswordMinLength} characters. Several words are good.`,
  passwordMissing: 'Type your password.',

  menu: 'Account menu',
  signOut: 'Sign out',
  account: 'Account',
} as const;
