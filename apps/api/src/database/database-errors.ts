import { QueryFailedError } from 'typeorm';

/** SQLite and PostgreSQL names of "a row with this key is there already". */
const uniqueViolations = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'];
/** Somebody else holds SQLite's lock. */
const locked = ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'];
/** PostgreSQL is away, full, shutting down, or broke a deadlock: another try later can succeed. */
const away = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '40001',
  '40P01',
  '53300',
  '57P01',
  '57P02',
  '57P03',
];
const awayMessages = /timeout exceeded when trying to connect|Connection terminated/;

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  // Not instanceof Error: the native driver makes its errors in the realm that loaded it first.
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

/** True where a unique key refused a row: somebody was first. */
export function isUniqueViolation(error: unknown): boolean {
  return uniqueViolations.includes(codeOf(error));
}

/** True where SQLite's write lock is held by another process. */
export function isLocked(error: unknown): boolean {
  return locked.includes(codeOf(error));
}

/** True where the database cannot answer now but may soon. */
export function isUnavailable(error: unknown): boolean {
  return (
    isLocked(error) ||
    away.includes(codeOf(error)) ||
    (error instanceof Error && awayMessages.test(error.message))
  );
}
