import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Browsers in which an account was signed in to before. */
export class KnownDevices1790000005000 implements MigrationInterface {
  readonly name = 'KnownDevices1790000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'known_devices',
        columns: [
          { name: 'accountId', type: 'varchar', length: '36', isPrimary: true },
          { name: 'deviceHash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'lastUsedAtMs', type: 'bigint' },
        ],
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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('known_devices');
  }
}
