import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { AccountEntity } from './account.entity';
import { hashOfSecret, newSecret } from './secret';
import { SetupTokenEntity } from './setup-token.entity';

/** The one-time token that makes the first administrator. */
@Injectable()
export class SetupTokensService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** While there is no administrator: a fresh token, for which every older one dies. Otherwise null. */
  async renew(): Promise<string | null> {
    return this.unitOfWork.run(async (manager) => {
      await manager.createQueryBuilder().delete().from(SetupTokenEntity).execute();
      if (await manager.existsBy(AccountEntity, { isAdministrator: true })) return null;
      const token = newSecret();
      await manager.insert(SetupTokenEntity, {
        tokenHash: hashOfSecret(token),
        createdAtMs: Date.now(),
      });
      return token;
    });
  }

  /** Uses the token up as part of the caller's unit; refuses with `setup-link-used` unless this is its first use. */
  async use(manager: EntityManager, token: string): Promise<void> {
    const { affected } = await manager.delete(SetupTokenEntity, { tokenHash: hashOfSecret(token) });
    if (affected !== 1) throw Refusal.of('setup-link-used', 'The setup link is used up or unknown');
  }
}
