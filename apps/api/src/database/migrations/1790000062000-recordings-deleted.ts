import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = { type: 'varchar', length: '36' } as const;

const deleted = new Table({
  name: 'deleted_recordings',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'ownerId', ...id },
    { name: 'recorderAccountId', ...id, isNullable: true },
    { name: 'deletedAtMs', type: 'bigint' },
  ],
});

/** Deletions that can still be taken back, and what is left of a recording afterwards: that it was somebody's. */
export class RecordingsDeleted1790000062000 implements MigrationInterface {
  readonly name = 'RecordingsDeleted1790000062000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL for the reason given with the hidden addresses.
    await runner.query('ALTER TABLE "recordings" ADD COLUMN "deletedAtMs" bigint');
    await runner.query('CREATE INDEX "IDX_recordings_startedAtMs" ON "recordings" ("startedAtMs")');
    await runner.query('CREATE INDEX "IDX_recordings_meetingId" ON "recordings" ("meetingId")');
    // By which those who were in a meeting find its recordings.
    await runner.query('CREATE INDEX "IDX_seats_accountId" ON "seats" ("accountId")');
    await runner.createTable(deleted);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(deleted);
    await runner.query('DROP INDEX "IDX_seats_accountId"');
    await runner.query('DROP INDEX "IDX_recordings_meetingId"');
    await runner.query('DROP INDEX "IDX_recordings_startedAtMs"');
    await runner.query('ALTER TABLE "recordings" DROP COLUMN "deletedAtMs"');
  }
}
