import * as z from 'zod';
import { Account } from './accounts';
import { Id } from './ids';
import { limits } from './limits';
import { AccountPassword, DisplayName } from './names';
import { route } from './route';

export const ChangeProfile = z.strictObject({ name: DisplayName });
export type ChangeProfile = z.input<typeof ChangeProfile>;

/** As it was chosen once; rules that came later must not lock anybody out. */
const CurrentPassword = z.string().min(1).max(limits.passwordMaxLength);

export const ChangePassword = z.strictObject({
  /** Left out only where the account has none yet. */
  current: CurrentPassword.optional(),
  password: AccountPassword,
});
export type ChangePassword = z.input<typeof ChangePassword>;

export const DeleteAccount = z.strictObject({
  /** Left out only where the account has none. */
  password: CurrentPassword.optional(),
});
export type DeleteAccount = z.input<typeof DeleteAccount>;

const PictureParams = z.strictObject({ pictureId: Id });

export const profileRoutes = {
  changeProfile: route({
    method: 'PATCH',
    path: '/api/accounts/me',
    access: 'account',
    summary: 'Changes the own name, also where it shows in a meeting that is going on.',
    body: ChangeProfile,
    reply: Account,
    errors: [],
  }),
  setPicture: route({
    method: 'PUT',
    path: '/api/accounts/me/picture',
    access: 'account',
    summary:
      'Sets the own picture: PNG, JPEG or WebP. It is cut to a square and drawn anew, without anything that was hidden in it, and gets a new id.',
    rawBody: { contentType: 'image/*', maxBytes: limits.pictureBytes },
    reply: Account,
    errors: ['picture-unreadable', 'too-large', 'too-many-tries', 'busy'],
  }),
  removePicture: route({
    method: 'DELETE',
    path: '/api/accounts/me/picture',
    access: 'account',
    summary: 'Takes the own picture away; harmless where there is none.',
    reply: Account,
    errors: [],
  }),
  readPicture: route({
    method: 'GET',
    path: '/api/pictures/:pictureId',
    access: 'public',
    summary:
      'A picture, 256 pixels square. Its id cannot be guessed and never stands for another picture.',
    params: PictureParams,
    rawReply: 'image/webp',
    errors: ['not-found'],
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/accounts/me/password',
    access: 'account',
    summary:
      'Changes the own password. Ends every other session with the seats that it got, and gives this one a new cookie.',
    body: ChangePassword,
    errors: ['credentials-wrong', 'proof-needed', 'too-many-tries', 'busy'],
  }),
  deleteOwnAccount: route({
    method: 'POST',
    path: '/api/accounts/me/deletion',
    access: 'account',
    summary:
      'Deletes the own account with its rooms, ends their meetings, and signs out everywhere. Recordings stay with those who made them.',
    body: DeleteAccount,
    errors: ['credentials-wrong', 'proof-needed', 'last-administrator', 'too-many-tries', 'busy'],
  }),
} as const;
