import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a block keeps out and who did it, in words, for the list of blocks; older ones say what the seats still tell. */
export class NamedBlocks1790000051000 implements MigrationInterface {
  readonly name = 'NamedBlocks1790000051000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of ['name', 'byName'])
      await runner.query(
        `ALTER TABLE "blocks" ADD COLUMN "${column}" varchar(255) NOT NULL DEFAULT ''`,
      );
    await runner.query(
      `UPDATE "blocks" SET "byName" = COALESCE((SELECT "seats"."name" FROM "seats" WHERE "seats"."id" = "blocks"."byParticipantId"), '')`,
    );
    await runner.query(
      `UPDATE "blocks" SET "name" = COALESCE((SELECT MAX("seats"."name") FROM "seats" WHERE "seats"."deviceHash" = "blocks"."deviceHash" AND "seats"."standing" = 'blocked'), '')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['name', 'byName'])
      await runner.query(`ALTER TABLE "blocks" DROP COLUMN "${column}"`);
  }
}
