import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const ofAccount = {
  columnNames: ['accountId'],
  referencedTableName: 'accounts',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** Passkeys of accounts, and the challenges that wait for an answer. */
export class Passkeys1790000021000 implements MigrationInterface {
  readonly name = 'Passkeys1790000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'passkeys',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'accountId', type: 'varchar', length: '36' },
          { name: 'name', type: 'varchar', length: '255' },
          { name: 'credentialId', type: 'varchar', length: '1400', isUnique: true },
          { name: 'publicKey', type: 'text' },
          { name: 'counter', type: 'bigint' },
          { name: 'transports', type: 'varchar', length: '255' },
          { name: 'createdAtMs', type: 'bigint' },
          { name: 'lastUsedAtMs', type: 'bigint', isNullable: true },
        ],
        indices: [{ columnNames: ['accountId'] }],
        foreignKeys: [ofAccount],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'passkey_challenges',
        columns: [
          { name: 'challengeHash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'deviceHash', type: 'varchar', length: '64' },
          { name: 'accountId', type: 'varchar', length: '36', isNullable: true },
          { name: 'expiresAtMs', type: 'bigint' },
        ],
        indices: [{ columnNames: ['expiresAtMs'] }],
        foreignKeys: [ofAccount],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['passkey_challenges', 'passkeys']) await runner.dropTable(table);
  }
}
