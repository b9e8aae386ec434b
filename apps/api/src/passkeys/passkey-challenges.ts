import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { hashOfSecret, newSecret } from '../auth/secret';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { PasskeyChallengeEntity } from './passkey-challenge.entity';

/** Long enough to fetch a key from the next room; a form that offers passkeys while somebody types is renewed sooner. */
export const challengeLifetimeMs = 5 * 60_000;

/** For whom a challenge is: this browser and, when a passkey is added, this account. */
export interface ChallengePurpose {
  readonly deviceHash: string;
  /** Null for a sign-in. */
  readonly accountId: string | null;
}

/** Challenges for passkeys: random, in the database only as a hash, each answered once, soon, by the browser it was given to. */
@Injectable()
export class PasskeyChallenges {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async issue({ deviceHash, accountId }: ChallengePurpose): Promise<string> {
    const challenge = newSecret();
    const now = Date.now();
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(PasskeyChallengeEntity, { expiresAtMs: LessThan(now) });
      await manager.insert(PasskeyChallengeEntity, {
        challengeHash: hashOfSecret(challenge),
        deviceHash,
        accountId,
        expiresAtMs: now + challengeLifetimeMs,
      });
    });
    return challenge;
  }

  /** Uses a challenge up. Refuses with `passkey-expired` what is used, too old, or somebody else's. */
  async use(challenge: string, { deviceHash, accountId }: ChallengePurpose): Promise<true> {
    const { affected } = await this.unitOfWork.run((manager) =>
      manager.delete(PasskeyChallengeEntity, {
        challengeHash: hashOfSecret(challenge),
        deviceHash,
        accountId: accountId ?? IsNull(),
        expiresAtMs: MoreThan(Date.now()),
      }),
    );
    if (affected !== 1)
      throw Refusal.of('passkey-expired', 'The challenge is used, too old, or not of this browser');
    return true;
  }
}
