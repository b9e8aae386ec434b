import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = ['audioCeilingKbps', 'videoCeilingKbps', 'screenCeilingKbps'] as const;

/** The most that a room allows each sender of sound, camera and screen. No room had any before. */
export class Ceilings1790000007000 implements MigrationInterface {
  readonly name = 'Ceilings1790000007000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL for the reason given with the hidden addresses.
    for (const column of columns)
      await runner.query(`ALTER TABLE "rooms" ADD COLUMN "${column}" integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of columns) await runner.query(`ALTER TABLE "rooms" DROP COLUMN "${column}"`);
  }
}
