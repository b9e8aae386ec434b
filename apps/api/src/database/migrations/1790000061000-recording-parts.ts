import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = {
  kind: `varchar(16) NOT NULL DEFAULT 'mixed'`,
  partOf: 'varchar(36)',
  source: 'varchar(32)',
  clockErrorMs: 'double precision',
  offsetMs: 'bigint',
} as const;

/** What hangs on a recording: participants' own tracks, and the copy of who records along. Every recording so far is mixed. */
export class RecordingParts1790000061000 implements MigrationInterface {
  readonly name = 'RecordingParts1790000061000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [column, type] of Object.entries(columns))
      await runner.query(`ALTER TABLE "recordings" ADD COLUMN "${column}" ${type}`);
    await runner.query('CREATE INDEX "IDX_recordings_partOf" ON "recordings" ("partOf")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IDX_recordings_partOf"');
    for (const column of Object.keys(columns))
      await runner.query(`ALTER TABLE "recordings" DROP COLUMN "${column}"`);
  }
}
