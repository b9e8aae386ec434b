import { DataSource } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { AuditEntryEntity } from './audit-entry.entity';
import { AuditLog } from './audit-log';
import { AuditReader } from './audit-reader';

const firstPage = { page: 1, pageSize: 50 };
const ann = { name: 'Ann', accountId: '0b8f4e0e-5d0b-4b51-9f2b-7c2f5f1f4a11' };

describe.each(databases)('the audit on %s', (database) => {
  let api: TestApi;
  let audit: AuditLog;
  let reader: AuditReader;
  let unitOfWork: UnitOfWork;
  beforeEach(async () => {
    api = await startApi({ database });
    audit = api.get(AuditLog);
    reader = api.get(AuditReader);
    unitOfWork = api.get(UnitOfWork);
  });
  afterEach(() => api.close());

  const write = async (count: number) => {
    for (let index = 1; index <= count; index += 1)
      await audit.record({ action: 'signed-in', actor: ann, details: { index } });
  };
  /** As somebody would who has the database: past the triggers. */
  const tamper = async (statement: string) => {
    const source = api.get(DataSource);
    await source.query(
      database === 'sqlite'
        ? 'DROP TRIGGER audit_no_update'
        : 'ALTER TABLE "audit_entries" DISABLE TRIGGER ALL',
    );
    if (database === 'sqlite') await source.query('DROP TRIGGER audit_no_delete');
    await source.query(statement);
  };

  it('is whole as long as nobody touches it', async () => {
    expect(await reader.verify()).toEqual({ entryCount: 0, brokenAt: null });
    await write(5);
    expect(await reader.verify()).toEqual({ entryCount: 5, brokenAt: null });
  });

  it.each([
    ['a changed name', `UPDATE "audit_entries" SET "actorName" = 'Bob' WHERE "sequence" = 3`, 3],
    ['a changed moment', `UPDATE "audit_entries" SET "atMs" = 1 WHERE "sequence" = 1`, 1],
    ['changed facts', `UPDATE "audit_entries" SET "details" = '{}' WHERE "sequence" = 5`, 5],
    ['a deleted entry', `DELETE FROM "audit_entries" WHERE "sequence" = 2`, 2],
    ['a cut-off end', `DELETE FROM "audit_entries" WHERE "sequence" > 3`, 4],
    ['an emptied table', `DELETE FROM "audit_entries"`, 1],
  ])('tells of %s', async (_what, statement, brokenAt) => {
    await write(5);
    await tamper(statement);
    expect(await reader.verify()).toMatchObject({ brokenAt });
  });

  it.each(['UPDATE "audit_entries" SET "actorName" = \'Bob\'', 'DELETE FROM "audit_entries"'])(
    'is kept by the database itself from: %s',
    async (statement) => {
      await write(2);
      await expect(api.get(DataSource).query(statement)).rejects.toThrow(/stand for good/);
      expect(await reader.verify()).toEqual({ entryCount: 2, brokenAt: null });
    },
  );

  it('is one chain, however many write at once', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        unitOfWork.run(async () => {
          await audit.record({ action: 'room-created', actor: ann, details: { index } });
          if (index % 2 === 0) await audit.record({ action: 'room-deleted', actor: ann });
        }),
      ),
    );
    expect(await reader.verify()).toEqual({ entryCount: 90, brokenAt: null });
  });

  it('has nothing of what was rolled back', async () => {
    const failing = unitOfWork.run(async () => {
      await audit.record({ action: 'account-deleted', actor: ann });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await reader.list({}, firstPage)).total).toBe(0);
  });

  it('undoes what it cannot write down', async () => {
    const details = { broken: 1n as unknown as number };
    const failing = unitOfWork.run(async (manager) => {
      await audit.record({ action: 'account-deleted', actor: ann, details });
      await manager.query(`UPDATE "audit_head" SET "hash" = 'x'`);
    });
    await expect(failing).rejects.toThrow(TypeError);
    const { entries } = await reader.list({}, firstPage);
    expect(entries).toEqual<AuditEntryEntity[]>([]);
    expect(await reader.verify()).toEqual({ entryCount: 0, brokenAt: null });
  });
});
