import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export type DatabaseKind = 'sqlite' | 'postgres';

/** A superuser's address; every test application makes and drops a database of its own. */
const serverUrl = process.env['TEST_DATABASE_URL'] ?? '';

if (serverUrl === '')
  process.stderr.write('\nPostgreSQL: NOT RUN (TEST_DATABASE_URL is not set)\n\n');

/** For `describe.each`: SQLite always, PostgreSQL where TEST_DATABASE_URL is set. */
export const databases: readonly DatabaseKind[] =
  serverUrl === '' ? ['sqlite'] : ['sqlite', 'postgres'];

export interface TestDatabase {
  /** Absent for SQLite, which lives in the data folder. */
  readonly url: string | undefined;
  /** Drops it. */
  drop(): Promise<void>;
}

/** Makes an empty database for one test application. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === 'sqlite') return { url: undefined, drop: () => Promise.resolve() };
  const name = `parley_test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function asSuperuser(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
