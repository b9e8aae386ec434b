import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NewPasskey, PasskeySignIn } from '@parley/contract';
import type { EntityManager } from 'typeorm';
import { PasskeyEntity } from '../auth/passkey.entity';
import { assertWayIn, lockWaysIn } from '../auth/ways-in';
import { isUniqueViolation } from '../database/database-errors';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { PasskeyChallenges } from './passkey-challenges';
import { verifiedCounter, verifiedNewKey } from './passkey-verification';
import type { RelyingParty } from './relying-party';

/** More than anybody has; a script must not fill the table. */
const passkeysPerAccount = 20;

/** The passkeys of accounts. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly challenges: PasskeyChallenges,
  ) {}

  async listOf(accountId: string): Promise<PasskeyEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.find(PasskeyEntity, {
        where: { accountId },
        order: { createdAtMs: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** A challenge to make a passkey with, and those that are there already. Refuses with `conflict` where there are enough. */
  async begin(
    accountId: string,
    deviceHash: string,
  ): Promise<{ challenge: string; existing: PasskeyEntity[] }> {
    const existing = await this.listOf(accountId);
    if (existing.length >= passkeysPerAccount) throw tooMany();
    return { challenge: await this.challenges.issue({ deviceHash, accountId }), existing };
  }

  async add(
    accountId: string,
    deviceHash: string,
    relyingParty: RelyingParty,
    { name, credential }: NewPasskey,
  ): Promise<PasskeyEntity> {
    const key = await verifiedNewKey(credential, relyingParty, (challenge) =>
      this.challenges.use(challenge, { deviceHash, accountId }),
    );
    const passkey: PasskeyEntity = {
      ...key,
      id: randomUUID(),
      accountId,
      name,
      transports: (credential.response.transports ?? []).join(',').slice(0, 255),
      createdAtMs: Date.now(),
      lastUsedAtMs: null,
    };
    await this.unitOfWork.run(async (manager) => {
      await lockWaysIn(manager, accountId);
      if ((await manager.countBy(PasskeyEntity, { accountId })) >= passkeysPerAccount)
        throw tooMany();
      await insert(manager, passkey);
    });
    return passkey;
  }

  async rename(accountId: string, id: string, name: string): Promise<PasskeyEntity> {
    return this.unitOfWork.run(async (manager) => {
      const passkey = await findOwn(manager, accountId, id);
      await manager.update(PasskeyEntity, { id }, { name });
      return { ...passkey, name };
    });
  }

  /** Refuses with `last-way-in` where nothing else would let its owner in. */
  async remove(accountId: string, id: string): Promise<PasskeyEntity> {
    return this.unitOfWork.run(async (manager) => {
      await lockWaysIn(manager, accountId);
      const passkey = await findOwn(manager, accountId, id);
      await manager.delete(PasskeyEntity, { id });
      await assertWayIn(manager, accountId);
      return passkey;
    });
  }

  /** Whose passkey signed. Refuses with `passkey-wrong` or `passkey-expired`; a challenge is used up by the first answer. */
  async accountIdBy(
    credential: PasskeySignIn['credential'],
    deviceHash: string,
    relyingParty: RelyingParty,
  ): Promise<string> {
    const passkey = await this.unitOfWork.read((manager) =>
      manager.findOneBy(PasskeyEntity, { credentialId: credential.id }),
    );
    if (!passkey) throw Refusal.of('passkey-wrong', 'The passkey is not known');
    const counter = await verifiedCounter(credential, passkey, relyingParty, (challenge) =>
      this.challenges.use(challenge, { deviceHash, accountId: null }),
    );
    // Meanwhile it may have been deleted, or its copy used: then the counter is not the one that was checked.
    const { affected } = await this.unitOfWork.run((manager) =>
      manager.update(
        PasskeyEntity,
        { id: passkey.id, counter: passkey.counter },
        { counter, lastUsedAtMs: Date.now() },
      ),
    );
    if (affected !== 1) throw Refusal.of('passkey-wrong', 'The passkey was used meanwhile');
    return passkey.accountId;
  }
}

async function findOwn(
  manager: EntityManager,
  accountId: string,
  id: string,
): Promise<PasskeyEntity> {
  const passkey = await manager.findOneBy(PasskeyEntity, { id, accountId });
  if (!passkey) throw Refusal.of('not-found', 'There is no such passkey');
  return passkey;
}

async function insert(manager: EntityManager, passkey: PasskeyEntity): Promise<void> {
  try {
    await manager.insert(PasskeyEntity, passkey);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw Refusal.of('conflict', 'The passkey is known already', { cause });
  }
}

const tooMany = () => Refusal.of('conflict', `There are ${passkeysPerAccount} passkeys already`);
