import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const columns = {
  rooms: [
    '"recordingStartsByItself" boolean NOT NULL DEFAULT false',
    `"recordingConsent" varchar(16) NOT NULL DEFAULT 'may-decline'`,
    '"recordsAlong" boolean NOT NULL DEFAULT false',
    '"recordingDays" integer',
    '"recordingForParticipants" boolean NOT NULL DEFAULT false',
  ],
  recordings: ['"mediaStartedAtMs" double precision', '"plan" text', '"pauses" text'],
  seats: [
    '"recordingConsent" varchar(16)',
    '"recordingConsentAtMs" bigint',
    '"toldOfRecording" boolean NOT NULL DEFAULT false',
  ],
} as const;

const id = { type: 'varchar', length: '36' } as const;

const consents = new Table({
  name: 'recording_consents',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'recordingId', ...id },
    { name: 'participantId', ...id },
    { name: 'name', type: 'varchar', length: '255' },
    { name: 'answer', type: 'varchar', length: '16' },
    { name: 'atMs', type: 'bigint' },
  ],
  indices: [{ columnNames: ['recordingId'] }],
  foreignKeys: [
    {
      columnNames: ['recordingId'],
      referencedTableName: 'recordings',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** What is recorded, when nothing was, who agreed to it, and what rooms say of it. Nothing was said before. */
export class RecordingOrders1790000060000 implements MigrationInterface {
  readonly name = 'RecordingOrders1790000060000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL for the reason given with the hidden addresses.
    for (const [table, added] of Object.entries(columns))
      for (const column of added) await runner.query(`ALTER TABLE "${table}" ADD COLUMN ${column}`);
    await runner.createTable(consents);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(consents);
    for (const [table, added] of Object.entries(columns))
      for (const column of added)
        await runner.query(`ALTER TABLE "${table}" DROP COLUMN ${column.split(' ')[0] ?? ''}`);
  }
}
