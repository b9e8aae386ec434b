import { join } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { SetupTokenEntity } from '../auth/setup-token.entity';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { UnitOfWork } from './unit-of-work';

const insert = (manager: EntityManager, tokenHash: string) =>
  manager.insert(SetupTokenEntity, { tokenHash, createdAtMs: 1_790_000_000_123 });

describe.each(databases)('the unit of work on %s', (database) => {
  let api: TestApi;
  let unitOfWork: UnitOfWork;
  const exists = (tokenHash: string) =>
    unitOfWork.read((manager) => manager.existsBy(SetupTokenEntity, { tokenHash }));

  beforeAll(async () => {
    api = await startApi({ database });
    unitOfWork = api.get(UnitOfWork);
  });
  afterAll(() => api.close());

  it('keeps a bystander’s write when another unit rolls back', async () => {
    const entered = Promise.withResolvers<undefined>();
    const mayFail = Promise.withResolvers<undefined>();
    const failing = unitOfWork.run(async (manager) => {
      await insert(manager, 'rolled-back');
      entered.resolve(undefined);
      await mayFail.promise;
      throw new Error('changed my mind');
    });
    await entered.promise;
    const bystander = unitOfWork.run((manager) => insert(manager, 'bystander'));
    const reader = exists('rolled-back');
    mayFail.resolve(undefined);
    await expect(failing).rejects.toThrow('changed my mind');
    await bystander;
    expect(await reader).toBe(false);
    expect(await exists('rolled-back')).toBe(false);
    expect(await exists('bystander')).toBe(true);
  });

  it('lets many units run at once and loses none', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `many-${index}`);
    const outcomes = await Promise.allSettled(
      names.map((name, index) =>
        unitOfWork.run(async (manager) => {
          await insert(manager, name);
          if (index % 3 === 0) throw new Error('rolled back');
        }),
      ),
    );
    const kept = names.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(kept).toHaveLength(66);
    expect(await Promise.all(names.map(exists))).toEqual(names.map((name) => kept.includes(name)));
  });

  it('joins a unit inside a unit to the outer one', async () => {
    const both = unitOfWork.run(async () => {
      await unitOfWork.run((manager) => insert(manager, 'inner'));
      expect(await exists('inner')).toBe(true);
      throw new Error('outer fails');
    });
    await expect(both).rejects.toThrow('outer fails');
    expect(await exists('inner')).toBe(false);
  });

  it('lets a unit stand inside a read', async () => {
    await unitOfWork.read(async () => {
      expect(await exists('in-read')).toBe(false);
      await unitOfWork.run((manager) => insert(manager, 'in-read'));
      expect(await exists('in-read')).toBe(true);
    });
    expect(await exists('in-read')).toBe(true);
  });

  it('gives work that outlives its unit a unit of its own', async () => {
    const ended = Promise.withResolvers<undefined>();
    let straggler: Promise<unknown> | undefined;
    await unitOfWork.run(() => {
      straggler = ended.promise.then(() =>
        unitOfWork.run((manager) => insert(manager, 'straggler')),
      );
      return Promise.resolve();
    });
    ended.resolve(undefined);
    await straggler;
    expect(await exists('straggler')).toBe(true);
  });

  it('keeps moments to the millisecond', async () => {
    await unitOfWork.run((manager) => insert(manager, 'moment'));
    const row = await unitOfWork.read((manager) =>
      manager.findOneByOrFail(SetupTokenEntity, { tokenHash: 'moment' }),
    );
    expect(row.createdAtMs).toBe(1_790_000_000_123);
  });

  it('stands on a schema that its migrations make and unmake', async () => {
    const dataSource = api.get(DataSource);
    expect(await dataSource.showMigrations()).toBe(false);
    const count = dataSource.migrations.length;
    for (let index = 0; index < count; index += 1) await dataSource.undoLastMigration();
    const ran = await dataSource.runMigrations();
    expect(ran).toHaveLength(count);
    await unitOfWork.run((manager) => insert(manager, 'after'));
    expect(await exists('after')).toBe(true);
  });

  it('asks for nothing that the entities do not describe', async () => {
    const builder = api.get(DataSource).driver.createSchemaBuilder();
    const { upQueries } = await builder.log();
    // Both sides must agree on tables and columns; index names and lengths are the migrations' own affair.
    const creating = upQueries.filter(({ query }) => /CREATE TABLE|ADD COLUMN/i.test(query));
    expect(creating.filter(({ query }) => !query.includes('temporary_'))).toEqual([]);
  });
});

describe('the unit of work beside another process on SQLite', () => {
  let api: TestApi;
  let other: DataSource;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
    other = await new DataSource({
      type: 'better-sqlite3',
      database: join(api.settings.dataDir, 'parley.sqlite'),
    }).initialize();
  });
  afterAll(async () => {
    await other.destroy();
    await api.close();
  });

  it('writes through to the disk before it answers', async () => {
    const unitOfWork = api.get(UnitOfWork);
    await unitOfWork.read((manager) => manager.query('SELECT 1'));
    const [row] = await unitOfWork.read((manager) => manager.query('PRAGMA synchronous'));
    expect(row).toEqual({ synchronous: 2 });
    const [mode] = await unitOfWork.read((manager) => manager.query('PRAGMA journal_mode'));
    expect(mode).toEqual({ journal_mode: 'wal' });
  });

  it('waits for the lock without stopping the process', async () => {
    const unitOfWork = api.get(UnitOfWork);
    await other.query('BEGIN IMMEDIATE');
    let isWritten = false;
    const write = unitOfWork
      .run((manager) => insert(manager, 'patient'))
      .then(() => (isWritten = true));
    expect((await api.agent().get('/healthz')).status).toBe(200);
    expect(isWritten).toBe(false);
    await other.query('COMMIT');
    await write;
    expect(isWritten).toBe(true);
  });

  it('refuses with busy when the lock does not come free, and goes on afterwards', async () => {
    await other.query('BEGIN IMMEDIATE');
    const ann = api.agent();
    const refused = await ann.post('/api/accounts', {
      name: 'Ann',
      email: 'ann@parley.test',
      password: 'long enough for this',
    });
    await other.query('COMMIT');
    expect([refused.status, refused.error.code]).toEqual([503, 'busy']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await api.signedIn();
  });
});
