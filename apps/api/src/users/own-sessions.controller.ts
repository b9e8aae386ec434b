import { Controller } from '@nestjs/common';
import { type OwnSession, routes } from '@parley/contract';
import { AuditLog, personOf } from '../audit/audit-log';
import { SessionEndings } from '../auth/session-endings';
import { SessionsService } from '../auth/sessions.service';
import { Refusal } from '../errors/refusal';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { sessionReplyOf } from './session.mapper';

/** Where somebody is signed in, and no longer shall be. */
@Controller()
export class OwnSessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly endings: SessionEndings,
    private readonly audit: AuditLog,
  ) {}

  @ContractRoute(routes.listSessions)
  async list(@CurrentAccount() account: AccountRecord): Promise<OwnSession[]> {
    const sessions = await this.sessions.listOf(account);
    return sessions.map((session) => sessionReplyOf(session, account.sessionId));
  }

  @ContractRoute(routes.endOtherSessions)
  async endOthers(@CurrentAccount() account: AccountRecord): Promise<void> {
    await this.endings.endAllOf(account.id, account.sessionId);
    await this.audit.record({ action: 'session-ended', actor: personOf(account) });
  }

  @ContractRoute(routes.endSession)
  async end(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.endSession>,
  ): Promise<void> {
    const wasThere = await this.endings.endOne(account.id, params.sessionId);
    if (!wasThere) throw Refusal.of('not-found', 'There is no such session of yours');
    await this.audit.record({ action: 'session-ended', actor: personOf(account) });
  }
}
