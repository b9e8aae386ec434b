import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { databases, startApi } from '../testing/start-api';

const operations = resolve(__dirname, '../../../../docs/operations.md');

describe.each(databases)('what is stored on %s', (database) => {
  it('is in the list of docs/operations.md, table by table, and nothing else is', async () => {
    const api = await startApi({ database });
    const tables = await tablesOf(api.get(DataSource));
    await api.close();
    expect(await listedTables()).toEqual(tables);
  });
});

/** Those of the database itself, not of the entities: a table that only a migration knows counts as well. */
async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>(
    dataSource.options.type === 'postgres'
      ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
      : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  return rows.map(({ name }) => name).sort();
}

async function listedTables(): Promise<string[]> {
  const text = await readFile(operations, 'utf8');
  const section = text.slice(text.indexOf('## What is stored'));
  return [...section.matchAll(/^\| `(\w+)`\s+\|/gm)].map(([, name = '']) => name).sort();
}
