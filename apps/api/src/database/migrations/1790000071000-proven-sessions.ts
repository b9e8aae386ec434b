import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody last proved who they are, and whether it was to the provider. Sessions from before have proved nothing. */
export class ProvenSessions1790000071000 implements MigrationInterface {
  readonly name = 'ProvenSessions1790000071000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "sessions" ADD COLUMN "provenAtMs" bigint NOT NULL DEFAULT 0');
    await runner.query(
      'ALTER TABLE "sessions" ADD COLUMN "byProvider" boolean NOT NULL DEFAULT false',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['byProvider', 'provenAtMs'])
      await runner.query(`ALTER TABLE "sessions" DROP COLUMN "${column}"`);
  }
}
