import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a moderator asked for patience in the lobby: a restart is no way in with everybody. */
export class HeldSeats1790000080000 implements MigrationInterface {
  readonly name = 'HeldSeats1790000080000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seats" ADD COLUMN "isHeld" boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seats" DROP COLUMN "isHeld"');
  }
}
