import * as z from 'zod';
import { Id, Moment } from './ids';
import { Email } from './names';
import { page, pageQuery } from './paging';
import { route } from './route';

/** A link by which one person makes an account. Its secret is told once, when it is made. */
export const AccountInvitation = z.object({
  id: Id,
  /** Only this email may use it; null for any. */
  email: z.string().nullable(),
  isAdministrator: z.boolean(),
  createdAt: Moment,
  expiresAt: Moment,
  state: z.enum(['open', 'used', 'revoked', 'expired']),
  /** Who made it, and who used it, by the name of then. */
  createdBy: z.string(),
  usedBy: z.string().nullable(),
});
export type AccountInvitation = z.infer<typeof AccountInvitation>;

export const MadeAccountInvitation = z.object({
  invitation: AccountInvitation,
  /** The sign-up page with the secret behind `#`, where no server and no log sees it. */
  link: z.url(),
  wasMailed: z.boolean(),
});
export type MadeAccountInvitation = z.infer<typeof MadeAccountInvitation>;

export const InviteAccount = z.strictObject({
  email: Email.nullable().optional(),
  isAdministrator: z.boolean().optional(),
  validDays: z.number().int().min(1).max(90).optional(),
  /** Mails the link to `email`, where the server sends mail. */
  sendsMail: z.boolean().optional(),
});
export type InviteAccount = z.input<typeof InviteAccount>;

export const accountInvitationRoutes = {
  listAccountInvitations: route({
    method: 'GET',
    path: '/api/admin/invitations',
    access: 'administrator',
    summary: 'Invitations to make an account, newest first, without their secrets.',
    query: z.strictObject(pageQuery),
    reply: page(AccountInvitation),
    errors: [],
  }),
  inviteAccount: route({
    method: 'POST',
    path: '/api/admin/invitations',
    access: 'administrator',
    summary: 'Makes an invitation: a link for one use, told once.',
    body: InviteAccount,
    reply: MadeAccountInvitation,
    errors: ['email-taken', 'too-many-tries'],
  }),
  revokeAccountInvitation: route({
    method: 'DELETE',
    path: '/api/admin/invitations/:invitationId',
    access: 'administrator',
    summary: 'Takes an invitation back.',
    params: z.strictObject({ invitationId: Id }),
    errors: ['not-found'],
  }),
} as const;
