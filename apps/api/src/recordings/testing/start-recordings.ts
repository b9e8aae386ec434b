import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { type Account, limits, roomIdFrom, routes } from '@parley/contract';
import { AppModule } from '../../app.module';
import { hashOfSecret, newSecret } from '../../auth/secret';
import { Settings } from '../../config/settings';
import { noStore, securityHeaders } from '../../http/security-headers';
import { Clock } from '../../realtime/clock';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { DiskSpace } from '../../storage/disk-space';
import { openDurableFile, type OpenDurableFile } from '../../storage/durable-file';
import { SliceLogs } from '../../storage/slice-logs';
import { Agent } from '../../testing/agent';
import { createTestDatabase, type DatabaseKind } from '../../testing/databases';
import { testPassword } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { Deletions } from '../library/deletions';
import { RecordingCloser } from '../recording-closer';
import { nothingYet, type RecordingEntity } from '../recording.entity';
import { RecordingRows } from '../recording-rows';
import { RecorderWatch } from '../recorder-watch';
import { Recorder } from './recorder';

const ownOrigin = 'http://parley.test';

interface StartOptions {
  readonly database: DatabaseKind;
  /** How slices reach the disk. */
  readonly openFile?: OpenDurableFile;
  /** Environment variables beside the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The application on a real database and a real disk that may fail, under a clock that stands still. */
export class RecordingsApi {
  /** What the disk says about its room. */
  readonly disk = { hasRoom: true };
  private readonly folder: Promise<string>;
  private readonly database;
  private app: NestExpressApplication | null = null;
  private url = '';
  private people = 0;

  private constructor(private readonly options: StartOptions) {
    this.folder = mkdtemp(join(tmpdir(), 'parley-recordings-'));
    this.database = createTestDatabase(options.database);
  }

  static async start(options: StartOptions): Promise<RecordingsApi> {
    const api = new RecordingsApi(options);
    await api.listen();
    return api;
  }

  /** Ends the application in order and starts it again on the same data. */
  async restart(): Promise<void> {
    await this.app?.close();
    await this.listen();
  }

  async close(): Promise<void> {
    await this.app?.close();
    await (await this.database).drop();
    await rm(await this.folder, { recursive: true, force: true });
  }

  get<T>(token: Type<T> | (abstract new (...parameters: never[]) => T)): T {
    if (!this.app) throw new Error('not started');
    return this.app.get(token, { strict: false });
  }

  get address(): string {
    return this.url;
  }

  get clock(): FakeClock {
    return this.get(Clock) as FakeClock;
  }

  /** Waits until the recording is no longer being finalised. */
  async finalised(recordingId: string): Promise<RecordingEntity> {
    await this.get(RecordingCloser).idle();
    await this.get(Finaliser).finalise(recordingId);
    const row = await this.get(RecordingRows).find(recordingId);
    if (!row) throw new Error('the recording is gone');
    return row;
  }

  /** Waits until what can no longer be restored is off the disk. */
  async purged(): Promise<void> {
    this.clock.advance(limits.recordingUndoMs);
    await this.get(Deletions).idle();
  }

  async path(...names: string[]): Promise<string> {
    return join(await this.folder, 'recordings', ...names);
  }

  agent(): Agent {
    return new Agent(this.url, ownOrigin);
  }

  async signedIn(): Promise<Agent & { readonly account: Account }> {
    const agent = this.agent();
    const email = `person-${(this.people += 1)}-${randomUUID()}@parley.test`;
    const body = { name: 'Ann', email, password: testPassword };
    const reply = await agent.post(routes.createAccount.path, body);
    return Object.assign(agent, { account: reply.json<Account>() });
  }

  /** Opens a recording as starting one in a meeting does, without the meeting. */
  async record(row: Partial<RecordingEntity> = {}): Promise<Recorder> {
    const ticket = newSecret();
    const id = randomUUID();
    await this.get(RecordingRows).insert({
      id,
      meetingId: randomUUID(),
      roomId: roomIdFrom(crypto.getRandomValues(new Uint8Array(12))),
      roomName: 'Weekly',
      ownerId: randomUUID(),
      recorderId: randomUUID(),
      recorderAccountId: null,
      title: 'Weekly',
      participantNames: ['Ann', 'Bob'],
      searchText: 'weekly\nweekly\nann\nbob',
      startedAtMs: this.clock.now().getTime(),
      ...nothingYet,
      plan: null,
      ticketHash: hashOfSecret(ticket),
      ...row,
    });
    this.get(RecorderWatch).hear(id);
    return new Recorder(() => this.agent(), id, ticket);
  }

  private async listen(): Promise<void> {
    const { url } = await this.database;
    const settings = Settings.from({
      PUBLIC_URL: ownOrigin,
      DATA_DIR: await this.folder,
      DATABASE_URL: url,
      LOG_LEVEL: 'silent',
      ...this.options.settings,
    });
    const arriving = await this.path('arriving');
    await mkdir(arriving, { recursive: true });
    const testing = await Test.createTestingModule({
      imports: [AppModule.with(settings, undefined, { clock: new FakeClock() })],
    })
      .overrideProvider(DiskSpace)
      .useValue({ hasRoomFor: () => Promise.resolve(this.disk.hasRoom) })
      .overrideProvider(SliceLogs)
      .useValue(new SliceLogs(arriving, this.options.openFile ?? openDurableFile))
      .compile();
    const app = testing.createNestApplication<NestExpressApplication>({
      bodyParser: false,
      forceCloseConnections: true,
    });
    app.use(...securityHeaders(settings));
    app.use('/api', noStore);
    await app.listen(0, '127.0.0.1');
    this.app = app;
    this.url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  }
}
