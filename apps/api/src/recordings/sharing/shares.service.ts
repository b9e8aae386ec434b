import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { limits, type MakeRecordingShare, type RecordingShare } from '@parley/contract';
import type * as z from 'zod';
import { AuditLog } from '../../audit/audit-log';
import { PasswordHasher } from '../../auth/password-hasher';
import { hashOfSecret, newSecret } from '../../auth/secret';
import { UnitOfWork } from '../../database/unit-of-work';
import { Refusal } from '../../errors/refusal';
import { Clock } from '../../realtime/clock';
import { placeOf } from '../recording-place';
import type { RecordingEntity } from '../recording.entity';
import { ShareEntity } from './share.entity';

/** The links to a recording: made, listed, taken back. Whose recording it is, is the caller's to check. */
@Injectable()
export class SharesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first. */
  async listOf({ id: recordingId }: RecordingEntity): Promise<RecordingShare[]> {
    const shares = await this.unitOfWork.read((manager) =>
      manager.find(ShareEntity, {
        where: { recordingId },
        order: { createdAtMs: 'DESC', id: 'ASC' },
      }),
    );
    return shares.map(toShare);
  }

  /** The token is known to nobody afterwards but whoever is told it now. Refuses `invalid`, `conflict`. */
  async make(
    row: RecordingEntity,
    accountId: string,
    { password, expiresAt, ...wanted }: z.output<typeof MakeRecordingShare>,
  ): Promise<{ readonly share: RecordingShare; readonly token: string }> {
    const nowMs = this.clock.now().getTime();
    const expiresAtMs = expiresAt ? Date.parse(expiresAt) : null;
    if (expiresAtMs !== null && expiresAtMs <= nowMs)
      throw Refusal.of('invalid', 'The link would be over before it is made');
    const token = newSecret();
    const share: ShareEntity = {
      ...wanted,
      id: randomUUID(),
      recordingId: row.id,
      accountId,
      tokenHash: hashOfSecret(token),
      passwordHash: password === undefined ? null : await this.hasher.hash(password),
      openedCount: 0,
      createdAtMs: nowMs,
      expiresAtMs,
    };
    await this.unitOfWork.run(async (manager) => {
      const count = await manager.countBy(ShareEntity, { recordingId: row.id });
      if (count >= limits.sharesPerRecording)
        throw Refusal.of('conflict', 'This recording has as many links as it can');
      await manager.insert(ShareEntity, share);
      await this.note('recording-shared', accountId, row, share);
    });
    return { share: toShare(share), token };
  }

  /** Refuses `not-found`. */
  async revoke(row: RecordingEntity, accountId: string, id: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const share = await manager.findOneBy(ShareEntity, { id, recordingId: row.id });
      if (!share) throw Refusal.of('not-found', 'There is no such link');
      await manager.delete(ShareEntity, { id });
      await this.note('recording-share-revoked', accountId, row, share);
    });
  }

  private async note(
    action: 'recording-shared' | 'recording-share-revoked',
    accountId: string,
    row: RecordingEntity,
    { id: shareId, label }: ShareEntity,
  ): Promise<void> {
    const { details, ...place } = placeOf(row);
    const actor = { accountId };
    await this.audit.record({ action, actor, ...place, details: { ...details, shareId, label } });
  }
}

function toShare(share: ShareEntity): RecordingShare {
  const { id, label, needsSignIn, allowsDownload, openedCount, expiresAtMs } = share;
  return {
    ...{ id, label, needsSignIn, allowsDownload, openedCount },
    hasPassword: share.passwordHash !== null,
    createdAt: new Date(share.createdAtMs).toISOString(),
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
  };
}
