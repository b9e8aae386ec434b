import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Recordings. They outlive the room and the meeting they were made in, so nothing cascades. */
export class Recordings1790000004000 implements MigrationInterface {
  readonly name = 'Recordings1790000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'recordings',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'meetingId', type: 'varchar', length: '36' },
          { name: 'roomId', type: 'varchar', length: '14' },
          { name: 'roomName', type: 'varchar', length: '255' },
          { name: 'ownerId', type: 'varchar', length: '36' },
          { name: 'recorderId', type: 'varchar', length: '36' },
          { name: 'recorderAccountId', type: 'varchar', length: '36', isNullable: true },
          { name: 'title', type: 'varchar', length: '255' },
          { name: 'participantNames', type: 'text' },
          { name: 'searchText', type: 'text' },
          { name: 'startedAtMs', type: 'bigint' },
          { name: 'status', type: 'varchar', length: '16' },
          { name: 'statusReason', type: 'varchar', length: '32', isNullable: true },
          { name: 'durationMs', type: 'bigint', isNullable: true },
          { name: 'sizeBytes', type: 'bigint' },
          { name: 'hasThumbnail', type: 'boolean' },
          { name: 'sliceCount', type: 'integer', isNullable: true },
          { name: 'ticketHash', type: 'varchar', length: '64' },
          { name: 'ticketEndsAtMs', type: 'bigint', isNullable: true },
        ],
        indices: [
          { columnNames: ['ownerId'] },
          { columnNames: ['recorderAccountId'] },
          { columnNames: ['status'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('recordings');
  }
}
