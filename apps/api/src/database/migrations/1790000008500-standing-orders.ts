import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What moderators switched off while a page was away, so that a restart is no way around it. Null for none. */
export class StandingOrders1790000008500 implements MigrationInterface {
  readonly name = 'StandingOrders1790000008500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seats" ADD COLUMN "orders" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seats" DROP COLUMN "orders"');
  }
}
