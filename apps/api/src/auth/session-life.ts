import { type FindOptionsWhere, MoreThan } from 'typeorm';
import type { SessionEntity } from './session.entity';

const dayMs = 24 * 60 * 60 * 1000;

/** Counted from the sign-in; using a session does not prolong it. */
export const sessionMs = 30 * dayMs;
/** Nobody came back in this long: whoever has the cookie now is as likely a stranger (ASVS 7.3.1). */
export const idleMs = 14 * dayMs;
/** A session that is in use writes to the database no more often than this. */
export const seenEveryMs = 5 * 60_000;

/** What is true of every session that still counts. */
export function isAlive(now: number): FindOptionsWhere<SessionEntity> {
  return { expiresAtMs: MoreThan(now), lastSeenAtMs: MoreThan(now - idleMs) };
}
