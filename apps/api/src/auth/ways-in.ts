import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { AccountEntity } from './account.entity';
import { OidcIdentityEntity } from './oidc-identity.entity';
import { PasskeyEntity } from './passkey.entity';

/** Keeps two removals of one account apart: on PostgreSQL each would see what the other is about to take away. */
export async function lockWaysIn(manager: EntityManager, accountId: string): Promise<void> {
  await manager.update(AccountEntity, { id: accountId }, { id: accountId });
}

/** Refuses with `last-way-in` where the unit of work has left an account without password, passkey and provider. */
export async function assertWayIn(manager: EntityManager, accountId: string): Promise<void> {
  const account = await manager.findOneBy(AccountEntity, { id: accountId });
  if (account?.passwordHash != null) return;
  if (await manager.existsBy(PasskeyEntity, { accountId })) return;
  if (await manager.existsBy(OidcIdentityEntity, { accountId })) return;
  throw Refusal.of('last-way-in', 'Nothing else would let this account in');
}
