import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const ofAccount = {
  columnNames: ['accountId'],
  referencedTableName: 'accounts',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** Who an account is to an OpenID provider, and the sign-ins that are on their way there. */
export class Oidc1790000022000 implements MigrationInterface {
  readonly name = 'Oidc1790000022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'oidc_identities',
        columns: [
          { name: 'issuer', type: 'varchar', length: '255', isPrimary: true },
          { name: 'subject', type: 'varchar', length: '255', isPrimary: true },
          { name: 'accountId', type: 'varchar', length: '36' },
          { name: 'createdAtMs', type: 'bigint' },
        ],
        indices: [{ columnNames: ['accountId', 'issuer'], isUnique: true }],
        foreignKeys: [ofAccount],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'oidc_sign_ins',
        columns: [
          { name: 'stateHash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'deviceHash', type: 'varchar', length: '64' },
          { name: 'accountId', type: 'varchar', length: '36', isNullable: true },
          { name: 'origin', type: 'varchar', length: '255' },
          { name: 'nonce', type: 'varchar', length: '64' },
          { name: 'codeVerifier', type: 'varchar', length: '64' },
          { name: 'thenPath', type: 'varchar', length: '1000' },
          { name: 'expiresAtMs', type: 'bigint' },
        ],
        indices: [{ columnNames: ['expiresAtMs'] }],
        foreignKeys: [ofAccount],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['oidc_sign_ins', 'oidc_identities']) await runner.dropTable(table);
  }
}
