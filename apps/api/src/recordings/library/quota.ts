import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contract';
import { IsNull } from 'typeorm';
import { Settings } from '../../config/settings';
import { UnitOfWork } from '../../database/unit-of-work';
import { Refusal } from '../../errors/refusal';
import { RecordingEntity } from '../recording.entity';
import { RecordingsUsage } from './usage';

/** Whose room it is and who wants to record; null for a guest. */
interface Wanted {
  readonly ownerId: string;
  readonly recorderAccountId: string | null;
}

/** Says whether a recording may begin (security.md T60). One that has begun is never cut short by it. */
@Injectable()
export class RecordingQuota {
  constructor(
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
    private readonly usage: RecordingsUsage,
  ) {}

  /** Refuses with `too-many-recordings` or `quota-exceeded`. */
  async assertMayStart({ ownerId, recorderAccountId }: Wanted): Promise<void> {
    if (
      recorderAccountId !== null &&
      (await this.openOf(recorderAccountId)) >= limits.openRecordingsPerAccount
    )
      throw Refusal.of('too-many-recordings', 'This account records elsewhere already');
    const { personQuotaBytes, quotaBytes } = this.settings.recording;
    if (personQuotaBytes !== undefined && (await this.usage.bytes(ownerId)) >= personQuotaBytes)
      throw Refusal.of('quota-exceeded', "The recordings of the room's owner fill their quota");
    if (quotaBytes !== undefined && (await this.usage.bytes()) >= quotaBytes)
      throw Refusal.of('quota-exceeded', "All recordings together fill the server's quota");
  }

  /** How many this account makes just now. */
  private openOf(recorderAccountId: string): Promise<number> {
    return this.unitOfWork.read((manager) =>
      manager.countBy(RecordingEntity, {
        ...{ recorderAccountId, kind: 'mixed', status: 'recording' },
        ticketEndsAtMs: IsNull(),
      }),
    );
  }
}
