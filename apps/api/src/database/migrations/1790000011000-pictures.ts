import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** What people look like, where they say so. */
export class Pictures1790000011000 implements MigrationInterface {
  readonly name = 'Pictures1790000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'pictures',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'accountId', type: 'varchar', length: '36' },
          { name: 'base64', type: 'text' },
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
    await runner.query('ALTER TABLE "accounts" ADD COLUMN "pictureId" varchar(36)');
    await runner.query('ALTER TABLE "seats" ADD COLUMN "pictureId" varchar(36)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seats" DROP COLUMN "pictureId"');
    await runner.query('ALTER TABLE "accounts" DROP COLUMN "pictureId"');
    await runner.dropTable('pictures');
  }
}
