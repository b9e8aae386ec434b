import * as z from 'zod';
import { Id, Moment, Secret } from './ids';
import { AccountPassword, DisplayName, Email } from './names';
import { route } from './route';

export const Account = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  isAdministrator: z.boolean(),
  /** Of `readPicture`; null where there is none. */
  pictureId: Id.nullable(),
  /** False where only a passkey or a provider lets this account in. */
  hasPassword: z.boolean(),
  createdAt: Moment,
});
export type Account = z.infer<typeof Account>;

export const SignUp = z.strictObject({
  name: DisplayName,
  email: Email,
  password: AccountPassword,
  /** From the one-time link printed at the first start; makes the first administrator. */
  setupToken: Secret.optional(),
  /** From an invitation's link, for one use: lets in where sign-up is closed, perhaps as an administrator. */
  invitation: Secret.optional(),
});
export type SignUp = z.input<typeof SignUp>;

export const SignIn = z.strictObject({ email: Email, password: z.string().min(1).max(256) });
export type SignIn = z.input<typeof SignIn>;

/** What the sign-in pages need to know before anybody signed in. */
export const SignUpStatus = z.object({
  signUp: z.enum(['open', 'invited']),
  /** How the operator calls the OpenID provider, where one is set up. */
  providerName: z.string().optional(),
});
export type SignUpStatus = z.infer<typeof SignUpStatus>;

/** Null where everything is done: `address` is a page of the OpenID provider. */
export const SignedOut = z.object({ address: z.url({ protocol: /^https?$/ }).nullable() });
export type SignedOut = z.infer<typeof SignedOut>;

export const accountRoutes = {
  readSignUpStatus: route({
    method: 'GET',
    path: '/api/accounts/status',
    access: 'public',
    summary: 'Says whether anybody may create an account.',
    reply: SignUpStatus,
    errors: [],
  }),
  createAccount: route({
    method: 'POST',
    path: '/api/accounts',
    access: 'public',
    summary: 'Creates an account and signs in: sets the session cookie.',
    body: SignUp,
    reply: Account,
    errors: [
      'email-taken',
      'sign-up-closed',
      'setup-link-used',
      'account-invitation-over',
      'too-many-tries',
      'busy',
    ],
  }),
  readOwnAccount: route({
    method: 'GET',
    path: '/api/accounts/me',
    access: 'account',
    summary: 'The signed-in account.',
    reply: Account,
    errors: [],
  }),
  signIn: route({
    method: 'POST',
    path: '/api/sessions',
    access: 'public',
    summary: 'Signs in: sets the session cookie. Never says whether email or password was wrong.',
    body: SignIn,
    reply: Account,
    errors: ['credentials-wrong', 'account-disabled', 'too-many-tries', 'busy'],
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/sessions/current',
    access: 'account',
    summary:
      'Signs out: revokes the session on the server and clears the cookie. Where the operator wants people to sign out at the OpenID provider as well, says to which address of it the browser goes.',
    reply: SignedOut,
    errors: [],
  }),
} as const;
