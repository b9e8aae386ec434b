import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when people saw that they were recorded, where a recording took over from another: a restart does not count anew. */
export class RecordingsSeenSince1790000081000 implements MigrationInterface {
  readonly name = 'RecordingsSeenSince1790000081000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "recordings" ADD COLUMN "seenSinceMs" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "recordings" DROP COLUMN "seenSinceMs"');
  }
}
