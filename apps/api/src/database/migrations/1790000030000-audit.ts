import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = { type: 'varchar', length: '36', isNullable: true } as const;
const name = { type: 'varchar', length: '255', isNullable: true } as const;
const hash = { type: 'varchar', length: '64' } as const;

const entries = new Table({
  name: 'audit_entries',
  columns: [
    { name: 'sequence', type: 'integer', isPrimary: true },
    { name: 'atMs', type: 'bigint' },
    { name: 'action', type: 'varchar', length: '64' },
    { name: 'actorAccountId', ...id },
    { name: 'actorParticipantId', ...id },
    { name: 'actorName', ...name },
    { name: 'targetAccountId', ...id },
    { name: 'targetParticipantId', ...id },
    { name: 'targetName', ...name },
    { name: 'roomId', type: 'varchar', length: '14', isNullable: true },
    { name: 'meetingId', ...id },
    { name: 'details', type: 'text' },
    { name: 'previousHash', ...hash },
    { name: 'hash', ...hash },
  ],
  indices: [
    { columnNames: ['action'] },
    { columnNames: ['roomId'] },
    { columnNames: ['actorAccountId'] },
    { columnNames: ['targetAccountId'] },
  ],
});

const head = new Table({
  name: 'audit_head',
  columns: [
    { name: 'id', type: 'integer', isPrimary: true },
    { name: 'sequence', type: 'integer' },
    { name: 'hash', ...hash },
  ],
});

const changes = ['UPDATE', 'DELETE'] as const;
const refusal = 'audit entries stand for good';

/** What happened, for good: a chain of entries that the database itself refuses to change or delete. */
export class Audit1790000030000 implements MigrationInterface {
  readonly name = 'Audit1790000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(entries);
    await runner.createTable(head);
    await runner.query(
      `INSERT INTO "audit_head" ("id", "sequence", "hash") VALUES (1, 0, '${'0'.repeat(64)}')`,
    );
    const isPostgres = runner.connection.options.type === 'postgres';
    if (isPostgres) await runner.query(refusingFunction);
    for (const change of changes)
      await runner.query(isPostgres ? postgresTrigger(change) : sqliteTrigger(change));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_head', 'audit_entries']) await runner.dropTable(table);
    if (runner.connection.options.type === 'postgres')
      await runner.query('DROP FUNCTION audit_entries_stand()');
  }
}

const refusingFunction = `CREATE FUNCTION audit_entries_stand() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '${refusal}'; END $$`;

function postgresTrigger(change: string): string {
  return `CREATE TRIGGER audit_no_${change.toLowerCase()} BEFORE ${change} ON "audit_entries"
    FOR EACH ROW EXECUTE FUNCTION audit_entries_stand()`;
}

function sqliteTrigger(change: string): string {
  return `CREATE TRIGGER audit_no_${change.toLowerCase()} BEFORE ${change} ON "audit_entries"
    BEGIN SELECT RAISE(ABORT, '${refusal}'); END`;
}
