import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Settings } from '../config/settings';
import { createTestDatabase, databases, type TestDatabase } from '../testing/databases';
import { SoleProcess } from './sole-process';

describe.each(databases)('the sole process on %s', (kind) => {
  let dataDir: string;
  let database: TestDatabase;
  let settings: Settings;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-sole-'));
    database = await createTestDatabase(kind);
    settings = Settings.from({ DATA_DIR: dataDir, DATABASE_URL: database.url });
  });
  afterEach(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true });
  });

  it('refuses a second one, and names the setting to change but not its value', async () => {
    const first = await SoleProcess.claim(settings);
    const second = SoleProcess.claim(settings, { patienceMs: 0 });
    const sentence = expect.objectContaining({
      name: 'SettingsError',
      message: expect.stringMatching(/^The setting DATA\w+ names data [^/]+\.$/) as string,
    }) as Error;
    await expect(second).rejects.toEqual(sentence);
    await first.letGo();
  });

  it('waits for one that is on its way out, and says so once', async () => {
    const first = await SoleProcess.claim(settings);
    const isWaiting = Promise.withResolvers<undefined>();
    let told = 0;
    const waiting = () => {
      told += 1;
      isWaiting.resolve(undefined);
    };
    const second = SoleProcess.claim(settings, { waiting });
    await isWaiting.promise;
    await first.letGo();
    await (await second).letGo();
    expect(told).toBe(1);
  });

  it('lets two run that have their own data', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'parley-sole-'));
    const another = await createTestDatabase(kind);
    const first = await SoleProcess.claim(settings);
    const other = Settings.from({ DATA_DIR: elsewhere, DATABASE_URL: another.url });
    const second = await SoleProcess.claim(other, { patienceMs: 0 });
    for (const process of [first, second]) await process.letGo();
    await another.drop();
    await rm(elsewhere, { recursive: true });
  });

  if (kind === 'postgres') {
    it('tells the first one when PostgreSQL forgot it and another one came', async () => {
      const first = await SoleProcess.claim(settings);
      const second = await claimAfterCut(settings);
      const lost = Promise.withResolvers<undefined>();
      first.watch(() => lost.resolve(undefined), 10);
      await lost.promise;
      for (const process of [first, second]) await process.letGo();
    });

    it('takes the lock again when PostgreSQL forgot it and nobody came', async () => {
      const first = await SoleProcess.claim(settings);
      await cut(settings);
      let isLost = false;
      first.watch(() => (isLost = true), 10);
      await isHeld(settings);
      await expect(SoleProcess.claim(settings, { patienceMs: 0 })).rejects.toThrow(
        'another Parley',
      );
      expect(isLost).toBe(false);
      await first.letGo();
    });
  }
});

async function inDatabase<T>(settings: Settings, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: settings.databaseUrl });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Breaks the connection that holds the lock, as a restart of PostgreSQL does. */
async function cut(settings: Settings): Promise<void> {
  await inDatabase(settings, async (client) => {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database
       WHERE locktype = 'advisory' AND datname = current_database()`,
    );
    expect(rowCount).toBe(1);
  });
}

async function claimAfterCut(settings: Settings): Promise<SoleProcess> {
  await cut(settings);
  return SoleProcess.claim(settings);
}

async function isHeld(settings: Settings): Promise<void> {
  await inDatabase(settings, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ held: number }>(
        `SELECT count(*)::int AS held FROM pg_locks JOIN pg_database ON pg_database.oid = database
         WHERE locktype = 'advisory' AND datname = current_database()`,
      );
      if ((rows[0]?.held ?? 0) > 0) return;
    }
  });
}
