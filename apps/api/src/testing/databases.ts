import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../database/migrations/index';

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

/** A database with our tables and no row, which PostgreSQL copies in a fifth of the time that the migrations take. */
const migrated = `parley_migrated_${createHash('sha256').update(migrations.join()).digest('hex').slice(0, 16)}`;
let isMigrated: Promise<void> | null = null;

/** Makes a database without rows for one test application. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === 'sqlite') return { url: undefined, drop: () => Promise.resolve() };
  await (isMigrated ??= migrateOnce());
  const name = `parley_test_${randomBytes(8).toString('hex')}`;
  await asSuperuser((server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${migrated}`));
  const drop = () => asSuperuser((server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
  return { url: urlOf(name), drop };
}

async function migrateOnce(): Promise<void> {
  await asSuperuser(async (server) => {
    // All workers want it at once. The lock ends with the connection, the name comes when it is whole.
    await server.query(`SELECT pg_advisory_lock(hashtext('${migrated}'))`);
    const found = await server.query(`SELECT 1 FROM pg_database WHERE datname = '${migrated}'`);
    if (found.rowCount === 1) return;
    const unfinished = `${migrated}_unfinished`;
    await server.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${unfinished}`);
    const url = urlOf(unfinished);
    const database = new DataSource({ type: 'postgres', url, migrations: [...migrations] });
    await database.initialize();
    await database.runMigrations({ transaction: 'each' });
    await database.destroy();
    await server.query(`ALTER DATABASE ${unfinished} RENAME TO ${migrated}`);
  });
}

function urlOf(database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function asSuperuser(work: (server: Client) => Promise<unknown>): Promise<void> {
  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
