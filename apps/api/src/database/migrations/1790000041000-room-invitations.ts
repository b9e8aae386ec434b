import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = { type: 'varchar', length: '36' } as const;
const hash = { type: 'varchar', length: '64' } as const;
const room = { name: 'roomId', type: 'varchar', length: '14' } as const;
const moment = { type: 'bigint', isNullable: true } as const;
const goesWith = (column: string, table: string) => ({
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
});

const moderators = new Table({
  name: 'room_moderators',
  columns: [
    { ...room, isPrimary: true },
    { name: 'accountId', ...id, isPrimary: true },
    { name: 'createdAtMs', type: 'bigint' },
  ],
  indices: [{ columnNames: ['accountId'] }],
  foreignKeys: [goesWith('roomId', 'rooms'), goesWith('accountId', 'accounts')],
});

const invitations = new Table({
  name: 'room_invitations',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    room,
    { name: 'secretHash', ...hash, isUnique: true },
    { name: 'label', type: 'varchar', length: '255' },
    { name: 'maxUses', type: 'integer', isNullable: true },
    { name: 'useCount', type: 'integer' },
    { name: 'createdAtMs', type: 'bigint' },
    { name: 'expiresAtMs', ...moment },
    { name: 'revokedAtMs', ...moment },
  ],
  indices: [{ columnNames: ['roomId'] }],
  foreignKeys: [goesWith('roomId', 'rooms')],
});

const uses = new Table({
  name: 'room_invitation_uses',
  columns: [
    { name: 'invitationId', ...id, isPrimary: true },
    { name: 'deviceHash', ...hash, isPrimary: true },
    { name: 'accountId', ...id, isNullable: true },
    { name: 'usedAtMs', type: 'bigint' },
  ],
  foreignKeys: [goesWith('invitationId', 'room_invitations')],
});

/** Moderators of rooms by account, and links into rooms that can be counted and taken back. */
export class RoomInvitations1790000041000 implements MigrationInterface {
  readonly name = 'RoomInvitations1790000041000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [moderators, invitations, uses]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [uses, invitations, moderators]) await runner.dropTable(table);
  }
}
