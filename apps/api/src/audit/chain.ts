import { createHash } from 'node:crypto';
import type { AuditEntryEntity } from './audit-entry.entity';

/** What stands before the first entry. */
export const firstHash = '0'.repeat(64);

/** The hash of an entry over everything in it and over the hash before: nothing changes without the rest of the chain. */
export function hashOfEntry(entry: Omit<AuditEntryEntity, 'hash'>): string {
  const content = [
    entry.sequence,
    entry.atMs,
    entry.action,
    entry.actorAccountId,
    entry.actorParticipantId,
    entry.actorName,
    entry.targetAccountId,
    entry.targetParticipantId,
    entry.targetName,
    entry.roomId,
    entry.meetingId,
    entry.details,
    entry.previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
