import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { Client } from 'pg';
import { Settings } from '../config/settings';
import { sessionsEndedChannel } from '../database/migrations/1790000070000-session-notices';
import { UnitOfWork } from '../database/unit-of-work';
import { type Cancel, Clock } from '../realtime/clock';

/** Of SQLite, which notifies nobody: asking costs microseconds, and the word of a moderator holds within a second. */
const askEveryMs = 500;
const connectAgainAfterMs = 1_000;

/**
 * Hears that another process on the same database may have ended sessions: a second server, a script, a person with a
 * shell. PostgreSQL says so by a trigger, SQLite by the version of its file. What it is, is for the listener to look up.
 */
@Injectable()
export class SessionsElsewhere implements OnModuleDestroy {
  private heard: () => void = () => undefined;
  private cancel: Cancel = () => undefined;
  private client: Client | null = null;
  private version: number | null = null;
  private isOver = false;

  constructor(
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(SessionsElsewhere.name);
  }

  start(heard: () => void): void {
    this.heard = heard;
    const { databaseUrl, store } = this.settings;
    if (databaseUrl) this.listen(databaseUrl);
    else if (store === 'disk') this.askOnAndOn();
  }

  async onModuleDestroy(): Promise<void> {
    this.isOver = true;
    this.cancel();
    await this.client?.end();
  }

  private listen(url: string): void {
    this.connect(url).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'not told of sessions that end elsewhere, trying again');
      this.client = null;
      this.later(connectAgainAfterMs, () => this.listen(url));
    });
  }

  /** On a connection of its own, which stays. */
  private async connect(connectionString: string): Promise<void> {
    const { Client } = await import('pg');
    if (this.isOver) return;
    const client = new Client({ connectionString, keepAlive: true });
    this.client = client;
    client.on('notification', () => this.heard());
    await client.connect();
    client.on('error', (error) => this.logger.warn({ err: error }, 'the database hung up'));
    client.on('end', () => this.later(connectAgainAfterMs, () => this.listen(connectionString)));
    await client.query(`LISTEN ${sessionsEndedChannel}`);
    // Whatever was said while nobody listened.
    this.heard();
  }

  private askOnAndOn(): void {
    this.ask()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'no version of the database'))
      .finally(() => this.later(askEveryMs, () => this.askOnAndOn()));
  }

  /** Goes up with every change that another connection commits. Source: https://sqlite.org/pragma.html#pragma_data_version */
  private async ask(): Promise<void> {
    const [row] = await this.unitOfWork.read((manager) =>
      manager.query<{ data_version: number }[]>('PRAGMA data_version'),
    );
    const version = row?.['data_version'] ?? null;
    const isChanged = this.version !== null && version !== this.version;
    this.version = version;
    if (isChanged) this.heard();
  }

  private later(delayMs: number, task: () => void): void {
    if (!this.isOver) this.cancel = this.clock.schedule(delayMs, task);
  }
}
