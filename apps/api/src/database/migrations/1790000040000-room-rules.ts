import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofRooms = [
  `"description" text NOT NULL DEFAULT ''`,
  '"allowsGuests" boolean NOT NULL DEFAULT true',
  '"onlyInvited" boolean NOT NULL DEFAULT false',
  '"waitsForHost" boolean NOT NULL DEFAULT false',
  '"capacity" integer',
  '"liberties" text',
  '"opensAtMs" bigint',
  '"closesAtMs" bigint',
] as const;
const ofSeats = [
  '"invitationId" varchar(36)',
  '"extra" text',
  '"waitsForHost" boolean NOT NULL DEFAULT false',
] as const;

/** Who may come into a room, when, and what they may do there; by what a seat was come by. Nothing was restricted before. */
export class RoomRules1790000040000 implements MigrationInterface {
  readonly name = 'RoomRules1790000040000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL for the reason given with the hidden addresses.
    for (const column of ofRooms) await runner.query(`ALTER TABLE "rooms" ADD COLUMN ${column}`);
    for (const column of ofSeats) await runner.query(`ALTER TABLE "seats" ADD COLUMN ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of [
      ['rooms', ofRooms],
      ['seats', ofSeats],
    ] as const)
      for (const column of columns)
        await runner.query(`ALTER TABLE "${table}" DROP COLUMN ${column.split(' ')[0] ?? ''}`);
  }
}
