import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log';
import type { RecordingEntity } from '../recording.entity';
import { placeOf } from '../recording-place';

/** What is on record for good about what happens to recordings in the library. */
@Injectable()
export class RecordingNotes {
  constructor(private readonly audit: AuditLog) {}

  /** `accountId` is null where a rule did it, for the `reason`. */
  async note(
    action: 'recording-deleted' | 'recording-downloaded' | 'recording-restored',
    accountId: string | null,
    row: RecordingEntity,
    reason?: string,
  ): Promise<void> {
    const { details, ...place } = placeOf(row);
    const { title } = row;
    await this.audit.record({
      ...{ action, ...place, actor: accountId === null ? null : { accountId } },
      details: { ...details, title, ...(reason !== undefined && { reason }) },
    });
  }
}
