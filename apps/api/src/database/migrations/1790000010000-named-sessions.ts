import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that their owner can tell apart and end, and seats that know which session got them. */
export class NamedSessions1790000010000 implements MigrationInterface {
  readonly name = 'NamedSessions1790000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "sessions" ADD COLUMN "id" varchar(36) NOT NULL DEFAULT ''`);
    await runner.query(
      `ALTER TABLE "sessions" ADD COLUMN "userAgent" varchar(255) NOT NULL DEFAULT ''`,
    );
    await runner.query(
      'ALTER TABLE "sessions" ADD COLUMN "lastSeenAtMs" bigint NOT NULL DEFAULT 0',
    );
    // The hash is of 256 random bits: a part of it is as good as any id, and gives nothing away.
    const part = (from: number, length: number) => `substr("tokenHash", ${from}, ${length})`;
    await runner.query(
      `UPDATE "sessions" SET "lastSeenAtMs" = ${Date.now()}, "id" = ${part(1, 8)} || '-' || ${part(9, 4)} ` +
        `|| '-4' || ${part(13, 3)} || '-8' || ${part(16, 3)} || '-' || ${part(19, 12)}`,
    );
    await runner.query('CREATE UNIQUE INDEX "one_session_per_id" ON "sessions" ("id")');
    await runner.query('ALTER TABLE "seats" ADD COLUMN "sessionId" varchar(36)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seats" DROP COLUMN "sessionId"');
    await runner.query('DROP INDEX "one_session_per_id"');
    for (const column of ['lastSeenAtMs', 'userAgent', 'id'])
      await runner.query(`ALTER TABLE "sessions" DROP COLUMN "${column}"`);
  }
}
