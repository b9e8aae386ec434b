import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = { type: 'varchar', length: '36' } as const;
const recordingId = { name: 'recordingId', ...id } as const;
const text = { type: 'varchar', length: '255' } as const;
const optional = { isNullable: true } as const;

const shares = new Table({
  name: 'recording_shares',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    recordingId,
    { name: 'accountId', ...id },
    { name: 'label', ...text },
    { name: 'tokenHash', type: 'varchar', length: '64', isUnique: true },
    { name: 'passwordHash', ...text, ...optional },
    { name: 'needsSignIn', type: 'boolean' },
    { name: 'allowsDownload', type: 'boolean' },
    { name: 'openedCount', type: 'integer' },
    { name: 'createdAtMs', type: 'bigint' },
    { name: 'expiresAtMs', type: 'bigint', ...optional },
  ],
  indices: [{ columnNames: ['recordingId'] }, { columnNames: ['accountId'] }],
});

const moments = new Table({
  name: 'recording_moments',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    recordingId,
    { name: 'atMs', type: 'bigint' },
    { name: 'kind', type: 'varchar', length: '16' },
    { name: 'participantId', ...id, ...optional },
    { name: 'accountId', ...id, ...optional },
    { name: 'name', ...text },
    { name: 'text', type: 'text', ...optional },
  ],
  indices: [{ columnNames: ['recordingId', 'atMs'] }, { columnNames: ['accountId'] }],
});

const speech = new Table({
  name: 'recording_speech',
  columns: [
    { ...recordingId, isPrimary: true },
    { name: 'spoke', type: 'text' },
  ],
});

const columns = [
  ['mp4', 'varchar(16)'],
  ['mp4Of', 'varchar(255)'],
  ['mp4SizeBytes', 'bigint'],
] as const;

/** Links to recordings, what happened while they were made, and their other form. Null where nobody has looked yet. */
export class RecordingShares1790000063000 implements MigrationInterface {
  readonly name = 'RecordingShares1790000063000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [shares, moments, speech]) await runner.createTable(table);
    for (const [column, type] of columns)
      await runner.query(`ALTER TABLE "recordings" ADD COLUMN "${column}" ${type}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [column] of columns)
      await runner.query(`ALTER TABLE "recordings" DROP COLUMN "${column}"`);
    for (const table of [speech, moments, shares]) await runner.dropTable(table);
  }
}
