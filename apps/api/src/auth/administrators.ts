import { type EntityManager, IsNull, Not } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { AccountEntity } from './account.entity';

/** Refuses with `last-administrator` where, without this account, nobody could run the server. For use inside a unit. */
export async function assertOtherAdministrator(manager: EntityManager, id: string): Promise<void> {
  // Locks their rows: on PostgreSQL two of them could else go at once, each seeing the other.
  await manager.update(AccountEntity, { isAdministrator: true }, { isAdministrator: true });
  const able = { isAdministrator: true, disabledAtMs: IsNull() };
  if (!(await manager.existsBy(AccountEntity, { ...able, id }))) return;
  if (await manager.existsBy(AccountEntity, { ...able, id: Not(id) })) return;
  throw Refusal.of('last-administrator', 'Somebody must be an administrator');
}
