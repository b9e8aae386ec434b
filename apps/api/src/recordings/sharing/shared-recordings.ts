import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log';
import { Guesses } from '../../auth/guesses';
import { PasswordHasher } from '../../auth/password-hasher';
import { hashOfSecret } from '../../auth/secret';
import { UnitOfWork } from '../../database/unit-of-work';
import { Refusal } from '../../errors/refusal';
import { Clock } from '../../realtime/clock';
import { placeOf } from '../recording-place';
import { RecordingRows } from '../recording-rows';
import type { RecordingEntity } from '../recording.entity';
import { ShareEntity } from './share.entity';

/** Somebody who comes by a link. */
export interface Visitor {
  readonly accountId: string | null;
  /** What their browser was given for the password; null where it has nothing. */
  readonly key: string | null;
}

/** A recording behind an open door. */
export interface Shared {
  readonly share: ShareEntity;
  readonly row: RecordingEntity;
}

/** Recordings as people with a link come to them. Every request is looked at anew: taken back is taken back. */
@Injectable()
export class SharedRecordings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: RecordingRows,
    private readonly hasher: PasswordHasher,
    private readonly guesses: Guesses,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Refuses `not-found`, `sign-in-needed`, `share-password-needed`. */
  async open(token: string, { accountId, key }: Visitor): Promise<Shared> {
    const shared = await this.find(token, accountId);
    const { passwordHash } = shared.share;
    if (passwordHash !== null && !(key !== null && isKeyOf(shared.share, passwordHash, key)))
      throw Refusal.of('share-password-needed', 'This link has a password');
    return shared;
  }

  /** What the browser keeps from here on; null where the link has no password. Refuses `share-password-wrong`, `too-many-tries`. */
  async unlock(
    token: string,
    accountId: string | null,
    { password, address }: { readonly password: string; readonly address: string },
  ): Promise<string | null> {
    const { share } = await this.find(token, accountId);
    const { passwordHash } = share;
    if (passwordHash === null) return null;
    const isRight = await this.guesses.check({
      at: share.id,
      counted: [
        { kind: 'share-password-address', key: address },
        { kind: 'share-password-share', key: share.id },
      ],
      isRight: () => this.hasher.verify(passwordHash, password),
    });
    if (!isRight) throw Refusal.of('share-password-wrong', 'The password is wrong');
    return keyOf(share, passwordHash);
  }

  async countOpening({ share: { id } }: Shared): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.increment(ShareEntity, { id }, 'openedCount', 1),
    );
  }

  async noteDownload({ share, row }: Shared, accountId: string | null): Promise<void> {
    const { details, ...place } = placeOf(row);
    await this.audit.record({
      action: 'recording-downloaded',
      actor: accountId === null ? null : { accountId },
      ...place,
      details: { ...details, title: row.title, shareId: share.id },
    });
  }

  /** Whether a link is over, was taken back or never was is nobody's business. */
  private async find(token: string, accountId: string | null): Promise<Shared> {
    const tokenHash = hashOfSecret(token);
    const share = await this.unitOfWork.read((manager) =>
      manager.findOneBy(ShareEntity, { tokenHash }),
    );
    const isOver = share?.expiresAtMs != null && share.expiresAtMs <= this.clock.now().getTime();
    const row = share && !isOver ? await this.rows.find(share.recordingId) : null;
    if (!share || !row || typeof row.deletedAtMs === 'number')
      throw Refusal.of('not-found', 'There is nothing at this link');
    if (share.needsSignIn && accountId === null)
      throw Refusal.of('sign-in-needed', 'This link is for people with an account');
    return { share, row };
  }
}

/**
 * What stands for the password in a browser: nobody without the stored hash can make one, and it opens this link only.
 * It dies with the link.
 */
function keyOf({ id }: ShareEntity, passwordHash: string): string {
  return createHmac('sha256', passwordHash).update(`unlocked ${id}`).digest('base64url');
}

function isKeyOf(share: ShareEntity, passwordHash: string, key: string): boolean {
  const [given, wanted] = [Buffer.from(key), Buffer.from(keyOf(share, passwordHash))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
