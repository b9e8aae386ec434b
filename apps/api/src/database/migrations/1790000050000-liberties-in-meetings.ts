import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  ['meetings', 'liberties'],
  ['meetings', 'suspended'],
  ['seats', 'withheld'],
  ['seats', 'granted'],
] as const;

/** What moderators take from everybody or from one, so that a restart gives nothing back. Null for nothing. */
export class LibertiesInMeetings1790000050000 implements MigrationInterface {
  readonly name = 'LibertiesInMeetings1790000050000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns)
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${column}" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns)
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
  }
}
