import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Accounts, their sessions, and the one-time link that makes the first administrator. */
export class Accounts1790000000000 implements MigrationInterface {
  readonly name = 'Accounts1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'accounts',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'name', type: 'varchar', length: '255' },
          { name: 'email', type: 'varchar', length: '255', isUnique: true },
          { name: 'passwordHash', type: 'varchar', length: '255' },
          { name: 'isAdministrator', type: 'boolean' },
          { name: 'createdAtMs', type: 'bigint' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'sessions',
        columns: [
          { name: 'tokenHash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'accountId', type: 'varchar', length: '36' },
          { name: 'createdAtMs', type: 'bigint' },
          { name: 'expiresAtMs', type: 'bigint' },
        ],
        indices: [{ columnNames: ['accountId'] }, { columnNames: ['expiresAtMs'] }],
        foreignKeys: [
          {
            columnNames: ['accountId'],
            referencedTableName: 'accounts',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'setup_tokens',
        columns: [
          { name: 'tokenHash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'createdAtMs', type: 'bigint' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['setup_tokens', 'sessions', 'accounts']) await runner.dropTable(table);
  }
}
