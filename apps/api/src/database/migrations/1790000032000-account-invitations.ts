import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Links by which one person each makes an account. */
export class AccountInvitations1790000032000 implements MigrationInterface {
  readonly name = 'AccountInvitations1790000032000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'account_invitations',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'tokenHash', type: 'varchar', length: '64', isUnique: true },
          { name: 'email', type: 'varchar', length: '255', isNullable: true },
          { name: 'isAdministrator', type: 'boolean' },
          { name: 'createdByName', type: 'varchar', length: '255' },
          { name: 'createdAtMs', type: 'bigint' },
          { name: 'expiresAtMs', type: 'bigint' },
          { name: 'revokedAtMs', type: 'bigint', isNullable: true },
          { name: 'usedAtMs', type: 'bigint', isNullable: true },
          { name: 'usedByName', type: 'varchar', length: '255', isNullable: true },
        ],
        indices: [{ columnNames: ['createdAtMs'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('account_invitations');
  }
}
