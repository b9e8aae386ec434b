import type { Account } from '@parley/contract';
import type { AccountDetails } from '../auth/accounts.service';

/** An account as its owner gets it. */
export function accountReplyOf(account: AccountDetails): Account {
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    isAdministrator: account.isAdministrator,
    pictureId: account.pictureId,
    hasPassword: account.hasPassword,
    createdAt: new Date(account.createdAtMs).toISOString(),
  };
}
