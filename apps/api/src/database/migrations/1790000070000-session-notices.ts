import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where PostgreSQL says that sessions were deleted, whoever did it. */
export const sessionsEndedChannel = 'parley_sessions_ended';

const noticeFunction = `CREATE FUNCTION sessions_ended() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_notify('${sessionsEndedChannel}', ''); RETURN NULL; END $$`;

/** Every process hears of sessions that another one ended. SQLite notifies nobody: there the file's version is looked at. */
export class SessionNotices1790000070000 implements MigrationInterface {
  readonly name = 'SessionNotices1790000070000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    await runner.query(noticeFunction);
    for (const change of ['DELETE', 'TRUNCATE'])
      await runner.query(`CREATE TRIGGER sessions_${change.toLowerCase()}_notice
        AFTER ${change} ON "sessions" FOR EACH STATEMENT EXECUTE FUNCTION sessions_ended()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    await runner.query('DROP FUNCTION sessions_ended() CASCADE');
  }
}
