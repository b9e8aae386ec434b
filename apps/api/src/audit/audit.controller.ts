import { Controller, Res } from '@nestjs/common';
import {
  type AuditEntry,
  type AuditFilter,
  type AuditVerification,
  routes,
} from '@parley/contract';
import type { Response } from 'express';
import { ContractRoute, Parsed, type ParsedOf } from '../http/contract-route';
import { csvOf, sendCsv } from '../http/csv';
import type { AuditEntryEntity } from './audit-entry.entity';
import { AuditReader } from './audit-reader';

/** More lines than anybody reads; whoever needs all of them has the database. */
const maxLines = 10_000;
const linesAtOnce = 500;
/** The largest that PostgreSQL's integers hold. */
const largestSequence = 2 ** 31 - 1;

/** What happened, for administrators. */
@Controller()
export class AuditController {
  constructor(private readonly reader: AuditReader) {}

  @ContractRoute(routes.listAudit)
  async list(@Parsed() { query }: ParsedOf<typeof routes.listAudit>) {
    const { page, pageSize, ...filter } = query;
    const { entries, total } = await this.reader.list(filter, { page, pageSize });
    return { items: entries.map(replyOf), total, page, pageSize };
  }

  @ContractRoute(routes.downloadAudit)
  async download(
    @Parsed() { query }: ParsedOf<typeof routes.downloadAudit>,
    @Res() response: Response,
  ): Promise<void> {
    const entries = await this.newest(query);
    sendCsv(response, 'attachment; filename="audit.csv"', csvOf([heads, ...entries.map(lineOf)]));
  }

  @ContractRoute(routes.verifyAudit)
  verify(): Promise<AuditVerification> {
    return this.reader.verify();
  }

  /** Part by part, so that nobody waits long for the database. */
  private async newest(filter: AuditFilter): Promise<AuditEntryEntity[]> {
    const entries: AuditEntryEntity[] = [];
    let before = largestSequence;
    while (entries.length < maxLines) {
      const part = await this.reader.before(filter, before, linesAtOnce);
      entries.push(...part);
      before = part.at(-1)?.sequence ?? 0;
      if (part.length < linesAtOnce) break;
    }
    return entries;
  }
}

function replyOf(entry: AuditEntryEntity): AuditEntry {
  return {
    sequence: entry.sequence,
    at: new Date(entry.atMs).toISOString(),
    action: entry.action,
    actor: personOf(entry.actorAccountId, entry.actorParticipantId, entry.actorName),
    target: personOf(entry.targetAccountId, entry.targetParticipantId, entry.targetName),
    roomId: entry.roomId,
    meetingId: entry.meetingId,
    details: JSON.parse(entry.details) as AuditEntry['details'],
  };
}

function personOf(accountId: string | null, participantId: string | null, name: string | null) {
  return name === null ? null : { accountId, participantId, name };
}

const heads = [
  ...['Number', 'Time (UTC)', 'Action', 'By', 'By account', 'To', 'To account'],
  ...['Room', 'Meeting', 'Details', 'Hash'],
];

function lineOf(entry: AuditEntryEntity): (string | number)[] {
  return [
    entry.sequence,
    new Date(entry.atMs).toISOString(),
    entry.action,
    entry.actorName ?? '',
    entry.actorAccountId ?? '',
    entry.targetName ?? '',
    entry.targetAccountId ?? '',
    entry.roomId ?? '',
    entry.meetingId ?? '',
    entry.details,
    entry.hash,
  ];
}
