import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Since when an administrator lets nobody in with an account; null for almost all. */
export class DisabledAccounts1790000031000 implements MigrationInterface {
  readonly name = 'DisabledAccounts1790000031000';

  async up(runner: QueryRunner): Promise<void> {
    // TypeORM's own way copies the whole table on SQLite.
    await runner.query('ALTER TABLE "accounts" ADD COLUMN "disabledAtMs" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "accounts" DROP COLUMN "disabledAtMs"');
  }
}
