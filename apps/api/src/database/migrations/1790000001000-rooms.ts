import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Rooms: lasting, each owned by an account. */
export class Rooms1790000001000 implements MigrationInterface {
  readonly name = 'Rooms1790000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'rooms',
        columns: [
          { name: 'id', type: 'varchar', length: '14', isPrimary: true },
          { name: 'ownerId', type: 'varchar', length: '36' },
          { name: 'name', type: 'varchar', length: '255' },
          { name: 'passwordHash', type: 'varchar', length: '255', isNullable: true },
          { name: 'hasLobby', type: 'boolean' },
          { name: 'createdAtMs', type: 'bigint' },
        ],
        indices: [{ columnNames: ['ownerId'] }],
        foreignKeys: [
          {
            columnNames: ['ownerId'],
            referencedTableName: 'accounts',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rooms');
  }
}
