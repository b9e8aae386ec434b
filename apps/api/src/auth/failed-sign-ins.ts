import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contract';
import { AuditLog } from '../audit/audit-log';
import { AccountsService } from './accounts.service';

interface Count {
  readonly writtenAtMs: number;
  since: number;
}

const windowMs = limits.triesWindowSeconds * 1000;
const unknown = 'unknown';

/**
 * Writes wrong sign-ins down without letting anybody fill the record: at most one entry in ten minutes for each account,
 * and one for all emails that nobody has. Those between are counted, and the next entry says how many.
 */
@Injectable()
export class FailedSignIns {
  /** As many as there are accounts, at most. What somebody typed is in none: it may have been their password. */
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly accounts: AccountsService,
    private readonly audit: AuditLog,
  ) {}

  async note(email: string, address: string): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    const key = account?.id ?? unknown;
    const count = this.counts.get(key);
    const now = Date.now();
    if (count && now - count.writtenAtMs < windowMs) {
      count.since += 1;
      return;
    }
    this.counts.set(key, { writtenAtMs: now, since: 0 });
    const target = account && { accountId: account.id, name: account.name };
    const details = { address, alsoSinceLastEntry: count?.since ?? 0 };
    await this.audit.record({ action: 'sign-in-failed', actor: null, target, details });
  }
}
