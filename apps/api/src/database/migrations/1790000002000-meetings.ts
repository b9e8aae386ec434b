import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

const id = { type: 'varchar', length: '36' } as const;
const hash = { type: 'varchar', length: '64' } as const;

/** Meetings, the seats in them, and blocks. They go with their room. */
export class Meetings1790000002000 implements MigrationInterface {
  readonly name = 'Meetings1790000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(meetings);
    await runner.createIndex(
      'meetings',
      new TableIndex({
        name: 'one_running_meeting_per_room',
        columnNames: ['roomId'],
        isUnique: true,
        where: '"endedAtMs" IS NULL',
      }),
    );
    await runner.createTable(seats);
    await runner.createTable(blocks);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['blocks', 'seats', 'meetings']) await runner.dropTable(table);
  }
}

const ofRoom = {
  columnNames: ['roomId'],
  referencedTableName: 'rooms',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
} as const;

const meetings = new Table({
  name: 'meetings',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'roomId', type: 'varchar', length: '14' },
    { name: 'isLocked', type: 'boolean' },
    { name: 'hasLobby', type: 'boolean' },
    { name: 'life', type: 'integer' },
    { name: 'startedAtMs', type: 'bigint' },
    { name: 'endedAtMs', type: 'bigint', isNullable: true },
  ],
  indices: [{ columnNames: ['roomId'] }],
  foreignKeys: [{ ...ofRoom, columnNames: ['roomId'], referencedColumnNames: ['id'] }],
});

const seats = new Table({
  name: 'seats',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'meetingId', ...id },
    { name: 'tokenHash', ...hash, isUnique: true },
    { name: 'name', type: 'varchar', length: '255' },
    { name: 'role', type: 'varchar', length: '16' },
    { name: 'accountId', ...id, isNullable: true },
    { name: 'deviceHash', ...hash },
    { name: 'standing', type: 'varchar', length: '16' },
    { name: 'wasRemoved', type: 'boolean' },
    { name: 'endedById', ...id, isNullable: true },
    { name: 'askedAtMs', type: 'bigint' },
    { name: 'joinedAtMs', type: 'bigint', isNullable: true },
    { name: 'changedAtMs', type: 'bigint' },
    { name: 'pageId', ...id, isNullable: true },
    { name: 'publications', type: 'text', isNullable: true },
  ],
  indices: [{ columnNames: ['meetingId'] }],
  foreignKeys: [
    {
      columnNames: ['meetingId'],
      referencedTableName: 'meetings',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

const blocks = new Table({
  name: 'blocks',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'roomId', type: 'varchar', length: '14' },
    { name: 'accountId', ...id, isNullable: true },
    { name: 'deviceHash', ...hash },
    { name: 'byParticipantId', ...id },
    { name: 'createdAtMs', type: 'bigint' },
  ],
  indices: [{ columnNames: ['roomId'] }],
  foreignKeys: [{ ...ofRoom, columnNames: ['roomId'], referencedColumnNames: ['id'] }],
});
