import { SettingsError } from './config/settings-error';

/** What the operator reads when Parley does not start, and what scripts see. */
interface StartFailure {
  readonly sentence: string;
  /** 2 says that a setting must change. */
  readonly exitCode: 1 | 2;
}

/** How Node, pg and better-sqlite3 describe what the system refused. */
interface SystemError {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly path?: unknown;
}
const databaseAway = ['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH'];
/** PostgreSQL: wrong password, unknown user, no such database. */
const databaseRefuses = ['28P01', '28000', '3D000'];
const setting = (sentence: string): StartFailure => ({ sentence, exitCode: 2 });

/** One sentence that names the setting to change, where one can help. It never repeats a value, which may be a secret. */
export function startFailureOf(error: unknown): StartFailure {
  if (error instanceof SettingsError) return setting(error.message);
  const { code, syscall, path } = systemErrorOf(error);
  if (syscall === 'listen')
    return setting(`The settings HOST and PORT name an address that is not free: ${String(code)}.`);
  if (syscall === 'getaddrinfo')
    return setting(
      `The settings HOST or DATABASE_URL name a computer that cannot be found: ${String(code)}.`,
    );
  if (databaseAway.includes(String(code)) || databaseRefuses.includes(String(code)))
    return setting(
      `The setting DATABASE_URL names a database that cannot be used: ${String(code)}.`,
    );
  if (code === 'SQLITE_CANTOPEN' || (typeof path === 'string' && syscall !== undefined))
    return setting(`The setting DATA_DIR names a folder that cannot be used: ${String(code)}.`);
  return { sentence: `Parley could not start: ${String(error)}`, exitCode: 1 };
}

function systemErrorOf(error: unknown): SystemError {
  return typeof error === 'object' && error !== null ? error : {};
}
