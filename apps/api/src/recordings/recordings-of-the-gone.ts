import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountGoodbyes } from '../auth/account-goodbyes';
import { AccountsService } from '../auth/accounts.service';
import type { RecordingEntity } from './recording.entity';
import { RecordingRows } from './recording-rows';
import { RecordingsService } from './recordings.service';

/**
 * A recording stays for as long as anybody has an account who may see it: whose room it was made in, or who made it.
 * One that is still running is left to administrators.
 */
@Injectable()
export class RecordingsOfTheGone implements OnModuleInit {
  constructor(
    private readonly goodbyes: AccountGoodbyes,
    private readonly accounts: AccountsService,
    private readonly rows: RecordingRows,
    private readonly recordings: RecordingsService,
  ) {}

  onModuleInit(): void {
    this.goodbyes.register(async (accountId) => {
      const rows = await this.rows.allOf(accountId);
      return async () => {
        for (const row of rows)
          // Parts go with what they are part of.
          if (!row.partOf && row.status !== 'recording' && !(await this.hasSomebody(row)))
            await this.recordings.remove(accountId, row.id);
      };
    });
  }

  private async hasSomebody({ ownerId, recorderAccountId }: RecordingEntity): Promise<boolean> {
    if (await this.accounts.find(ownerId)) return true;
    return recorderAccountId !== null && (await this.accounts.find(recorderAccountId)) !== null;
  }
}
