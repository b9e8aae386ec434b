import * as z from 'zod';
import { Secret } from '../ids';
import { AccountPassword, Email } from '../names';
import { route } from '../route';

/** How somebody who forgot their password gets in again. */
export const PasswordResetWays = z.object({
  /** False where the server sends no mail: an administrator makes the link. */
  byMail: z.boolean(),
});
export type PasswordResetWays = z.infer<typeof PasswordResetWays>;

export const AskForPasswordReset = z.strictObject({ email: Email });
export type AskForPasswordReset = z.input<typeof AskForPasswordReset>;

export const UsePasswordReset = z.strictObject({
  /** From the link's fragment, which no server's log ever sees. */
  token: Secret,
  password: AccountPassword,
});
export type UsePasswordReset = z.input<typeof UsePasswordReset>;

/** A link that sets a new password, once. Built from PUBLIC_URL, never from the request's Host header. */
export const PasswordResetLink = z.object({ link: z.url() });
export type PasswordResetLink = z.infer<typeof PasswordResetLink>;

export const passwordResetRoutes = {
  readPasswordResetWays: route({
    method: 'GET',
    path: '/api/password-resets',
    access: 'public',
    summary: 'Says whether the server can mail a link to those who forgot their password.',
    reply: PasswordResetWays,
    errors: [],
  }),
  askForPasswordReset: route({
    method: 'POST',
    path: '/api/password-resets',
    access: 'public',
    summary:
      'Mails a link for a new password, where there is such an account; the answer is the same where there is none.',
    body: AskForPasswordReset,
    errors: ['too-many-tries'],
  }),
  usePasswordReset: route({
    method: 'POST',
    path: '/api/password-resets/use',
    access: 'public',
    summary:
      'Sets a new password by a one-time link and ends every session of the account, with the seats that they got. Signs nobody in.',
    body: UsePasswordReset,
    errors: ['reset-link-used', 'too-many-tries', 'busy'],
  }),
} as const;
