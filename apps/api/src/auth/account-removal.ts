import { Injectable } from '@nestjs/common';
import { AuditLog, personOf } from '../audit/audit-log';
import { UnitOfWork } from '../database/unit-of-work';
import type { AccountRecord } from '../http/identity';
import { AccountEntity } from './account.entity';
import { AccountGoodbyes } from './account-goodbyes';
import { assertOtherAdministrator } from './administrators';
import { SessionEndings } from './session-endings';

/** Deletes an account for good, with its rooms and everything else that is only its. */
@Injectable()
export class AccountRemoval {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly goodbyes: AccountGoodbyes,
    private readonly endings: SessionEndings,
    private readonly audit: AuditLog,
  ) {}

  /** Refuses with `last-administrator` where nobody would be left to run the server. */
  async remove(account: Pick<AccountRecord, 'id' | 'name'>): Promise<void> {
    const finish = await this.goodbyes.begin(account.id);
    const ended = await this.unitOfWork.run(async (manager) => {
      await assertOtherAdministrator(manager, account.id);
      const sessions = await this.endings.takeAway(manager, account.id);
      await manager.delete(AccountEntity, { id: account.id });
      await this.audit.record({ action: 'account-deleted', actor: personOf(account) });
      return sessions;
    });
    this.endings.tell(ended);
    await finish();
  }
}
