import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountGoodbyes } from '../../auth/account-goodbyes';
import { UnitOfWork } from '../../database/unit-of-work';
import { MomentEntity, SpeechEntity } from './moments.entity';

/** What somebody wrote, and when they came, shared and spoke, goes with their account; the film itself is others', too. */
@Injectable()
export class MomentsOfTheGone implements OnModuleInit {
  constructor(
    private readonly goodbyes: AccountGoodbyes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.goodbyes.register((accountId) =>
      Promise.resolve(() => this.unitOfWork.run((manager) => forget(manager, accountId))),
    );
  }
}

async function forget(manager: EntityManager, accountId: string): Promise<void> {
  const moments = await manager.findBy(MomentEntity, { accountId });
  await manager.delete(MomentEntity, { accountId });
  // A recorder's page knows people by name, and in one meeting each name is one person's.
  const namesIn = new Map<string, Set<string>>();
  for (const { recordingId, name } of moments)
    namesIn.set(recordingId, (namesIn.get(recordingId) ?? new Set()).add(name));
  for (const [recordingId, names] of namesIn) {
    const speech = await manager.findOneBy(SpeechEntity, { recordingId });
    const spoke = speech?.spoke.filter(({ name }) => !names.has(name));
    if (spoke) await manager.update(SpeechEntity, { recordingId }, { spoke });
  }
}
