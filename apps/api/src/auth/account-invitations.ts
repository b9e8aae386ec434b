import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import { AuditLog, personOf } from '../audit/audit-log';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { AccountEntity } from './account.entity';
import { AccountInvitationEntity } from './account-invitation.entity';
import { hashOfSecret, newSecret } from './secret';

const dayMs = 24 * 60 * 60_000;

interface Wanted {
  readonly email: string | null;
  readonly isAdministrator: boolean;
  readonly validDays: number;
}
interface Person {
  readonly id: string;
  readonly name: string;
}
interface MadeInvitation {
  readonly invitation: AccountInvitationEntity;
  readonly link: string;
}

/** Links by which people make an account where sign-up is closed: for one use, until a day, perhaps for one email only. */
@Injectable()
export class AccountInvitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  /** The secret is in the link's fragment and nowhere else. Refuses `email-taken`. */
  async make(wanted: Wanted, by: Person): Promise<MadeInvitation> {
    const { email, isAdministrator } = wanted;
    const secret = newSecret();
    const now = Date.now();
    const invitation: AccountInvitationEntity = {
      id: randomUUID(),
      tokenHash: hashOfSecret(secret),
      email,
      isAdministrator,
      createdByName: by.name,
      createdAtMs: now,
      expiresAtMs: now + wanted.validDays * dayMs,
      revokedAtMs: null,
      usedAtMs: null,
      usedByName: null,
    };
    const { id } = invitation;
    await this.unitOfWork.run(async (manager) => {
      if (email !== null && (await manager.existsBy(AccountEntity, { email })))
        throw Refusal.of('email-taken', 'There is an account with this email');
      await manager.insert(AccountInvitationEntity, invitation);
      const details = { id, email, isAdministrator };
      await this.audit.record({ action: 'invitation-made', actor: personOf(by), details });
    });
    return { invitation, link: `${this.settings.publicUrl}/sign-up#invitation=${secret}` };
  }

  /** Newest first; pages count from 1. */
  async list({ page, pageSize }: { readonly page: number; readonly pageSize: number }) {
    return this.unitOfWork.read((manager) =>
      manager.findAndCount(AccountInvitationEntity, {
        order: { createdAtMs: 'DESC', id: 'ASC' },
        skip: (page - 1) * pageSize,
        take: pageSize,
      }),
    );
  }

  /** Refuses `not-found` where there is none, or it is over already. */
  async revoke(id: string, by: Person): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const open = { id, usedAtMs: IsNull(), revokedAtMs: IsNull() };
      const change = { revokedAtMs: Date.now() };
      const { affected } = await manager.update(AccountInvitationEntity, open, change);
      if (affected !== 1) throw Refusal.of('not-found', 'No such open invitation');
      const details = { id };
      await this.audit.record({ action: 'invitation-revoked', actor: personOf(by), details });
    });
  }

  /**
   * Uses up an invitation that is for this email, which somebody must have checked, as part of the unit that makes the
   * account. Refuses `sign-up-closed` where there is none.
   */
  async useByEmail(
    manager: EntityManager,
    account: Person & { readonly email: string },
  ): Promise<{ readonly isAdministrator: boolean }> {
    const open = { usedAtMs: IsNull(), revokedAtMs: IsNull(), expiresAtMs: MoreThan(Date.now()) };
    const invitation = await manager.findOne(AccountInvitationEntity, {
      where: { email: account.email, ...open },
      order: { createdAtMs: 'DESC' },
    });
    const id = invitation?.id ?? '';
    const change = { usedAtMs: Date.now(), usedByName: account.name };
    const { affected } = await manager.update(AccountInvitationEntity, { id, ...open }, change);
    if (!invitation || affected !== 1)
      throw Refusal.of('sign-up-closed', 'Accounts are by invitation');
    await this.audit.record({
      action: 'invitation-used',
      actor: personOf(account),
      details: { id },
    });
    return invitation;
  }

  /**
   * Uses an invitation up as part of the unit that makes the account. Refuses `account-invitation-over` unless this is
   * the first use, in time, with the email it is for.
   */
  async use(
    manager: EntityManager,
    secret: string,
    account: Person & { readonly email: string },
  ): Promise<{ readonly isAdministrator: boolean }> {
    const open = {
      tokenHash: hashOfSecret(secret),
      usedAtMs: IsNull(),
      revokedAtMs: IsNull(),
      expiresAtMs: MoreThan(Date.now()),
    };
    const { affected } = await manager.update(
      AccountInvitationEntity,
      [
        { ...open, email: IsNull() },
        { ...open, email: account.email },
      ],
      { usedAtMs: Date.now(), usedByName: account.name },
    );
    if (affected !== 1)
      throw Refusal.of('account-invitation-over', 'The invitation is over or for somebody else');
    const { tokenHash } = open;
    const used = await manager.findOneByOrFail(AccountInvitationEntity, { tokenHash });
    const details = { id: used.id };
    await this.audit.record({ action: 'invitation-used', actor: personOf(account), details });
    return used;
  }
}
