import type { AuditEntry, AuditPerson } from '@parley/contract';
import { audit, auditActions } from '../text/audit.en';

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** An entry in words. Ids of things are for the CSV. */
export interface AuditRow {
  readonly sequence: number;
  readonly when: string;
  readonly what: string;
  readonly by: string;
  readonly to: string;
  readonly room: string;
  readonly details: string;
}

export function rowOf(entry: AuditEntry): AuditRow {
  const { sequence, at, action, actor, target, roomId, details } = entry;
  return {
    sequence,
    when: moment.format(new Date(at)),
    what: auditActions[action],
    by: nameOf(actor) ?? (target === null ? audit.server : ''),
    to: nameOf(target) ?? '',
    room: roomId ?? '',
    details: Object.entries(details)
      .filter(([name, value]) => value !== null && !/(^|[a-z])[iI]d$/.test(name))
      .map(([name, value]) => `${name}: ${wordsOf(value)}`)
      .join(', '),
  };
}

const nameOf = (person: AuditPerson | null) => person?.name ?? null;

function wordsOf(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? audit.yes : audit.no;
  return String(value);
}
