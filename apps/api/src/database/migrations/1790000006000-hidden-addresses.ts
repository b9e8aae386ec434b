import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['rooms', 'meetings'] as const;

/** Whether participants' addresses stay hidden: wanted by a room, fixed for a meeting. Nobody had it before. */
export class HiddenAddresses1790000006000 implements MigrationInterface {
  readonly name = 'HiddenAddresses1790000006000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL: on SQLite the query builder copies a table to change it, and these two have rows that hang on them.
    for (const table of tables)
      await runner.query(
        `ALTER TABLE "${table}" ADD COLUMN "hidesAddresses" boolean NOT NULL DEFAULT false`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "hidesAddresses"`);
  }
}
