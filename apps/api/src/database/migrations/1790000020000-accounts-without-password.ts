import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that are entered with a passkey or through a provider need no password. */
export class AccountsWithoutPassword1790000020000 implements MigrationInterface {
  readonly name = 'AccountsWithoutPassword1790000020000';

  async up(runner: QueryRunner): Promise<void> {
    await moveColumn(runner, 'varchar(255)');
  }

  /** Nobody gets in with an empty hash. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE "accounts" SET "passwordHash" = '' WHERE "passwordHash" IS NULL`);
    await moveColumn(runner, `varchar(255) NOT NULL DEFAULT ''`);
  }
}

/** SQLite cannot change a column, and copying the table would take along everything that hangs on its rows. */
async function moveColumn(runner: QueryRunner, type: string): Promise<void> {
  await runner.query(`ALTER TABLE "accounts" ADD COLUMN "newPasswordHash" ${type}`);
  await runner.query(`UPDATE "accounts" SET "newPasswordHash" = "passwordHash"`);
  await runner.query(`ALTER TABLE "accounts" DROP COLUMN "passwordHash"`);
  await runner.query(`ALTER TABLE "accounts" RENAME COLUMN "newPasswordHash" TO "passwordHash"`);
}
