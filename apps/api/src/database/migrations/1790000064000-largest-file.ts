import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How large a file may be that is shared in a room. No room said so before: null, any size. */
export class LargestFile1790000064000 implements MigrationInterface {
  readonly name = 'LargestFile1790000064000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL for the reason given with the hidden addresses.
    await runner.query('ALTER TABLE "rooms" ADD COLUMN "largestFileBytes" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "rooms" DROP COLUMN "largestFileBytes"');
  }
}
