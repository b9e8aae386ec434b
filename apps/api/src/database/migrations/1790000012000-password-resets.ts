import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** One-time links for a new password, by hash. */
export class PasswordResets1790000012000 implements MigrationInterface {
  readonly name = 'PasswordResets1790000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'password_resets',
        columns: [
          { name: 'tokenHash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'accountId', type: 'varchar', length: '36' },
          { name: 'expiresAtMs', type: 'bigint' },
        ],
        indices: [{ columnNames: ['accountId'] }],
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
    await runner.dropTable('password_resets');
  }
}
