import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { type Account, routes } from '@parley/contract';
import { Settings } from '../config/settings';
import { createApp } from '../create-app';
import type { RealtimePorts } from '../realtime/realtime.module';
import { Agent } from './agent';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases';

export { databases } from './databases';
export { Agent, type Reply } from './agent';

interface StartOptions {
  readonly database: DatabaseKind;
  /** Environment variables beside HOST, PORT, DATA_DIR and DATABASE_URL. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Keeps this folder instead of a temporary one, for restarts. */
  readonly dataDir?: string;
  /** Folder of a built web app. */
  readonly webRoot?: string;
  /** A clock to advance, rates to lift. */
  readonly realtime?: RealtimePorts;
}

export interface TestApi {
  /** `http://127.0.0.1:<port>`, where requests and sockets go. */
  readonly url: string;
  /** What our own pages send as Origin. */
  readonly origin: string;
  readonly settings: Settings;
  /** Every log line since this start and until the next one in this file; throws where there is none. */
  log(): string;
  /** A provider of the running application. */
  get<T>(token: Type<T> | (abstract new (...parameters: never[]) => T)): T;
  /** A fresh browser without cookies. */
  agent(): Agent;
  /** A fresh browser, signed in with an account of its own. */
  signedIn(name?: string): Promise<Agent & { readonly account: Account }>;
  /** Stops the application and starts another one on the same data folder and database. */
  restart(): Promise<TestApi>;
  /** Stops everything and removes the temporary folder and database. */
  close(): Promise<void>;
}

export const testPassword = 'correct horse battery staple';
const testOrigin = 'http://parley.test';
let accounts = 0;

/**
 * nestjs-pino builds one logger for a whole process, with the level and the destination of the first application. So
 * all of them share this destination, and the newest application gets the lines.
 */
let newestLog: string[] = [];
const logDestination = { write: (line: string) => void newestLog.push(line) };

/** Starts the whole application on a free port, with a data folder and a database of its own. */
export async function startApi(options: StartOptions): Promise<TestApi> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'parley-api-')));
  const database = await createTestDatabase(options.database);
  return boot(options, dataDir, database, async () => {
    await database.drop();
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  });
}

async function boot(
  options: StartOptions,
  dataDir: string,
  database: TestDatabase,
  cleanUp: () => Promise<void>,
): Promise<TestApi> {
  const lines: string[] = [];
  newestLog = lines;
  const settings = Settings.from({
    PUBLIC_URL: testOrigin,
    LOG_LEVEL: 'debug',
    ...options.settings,
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
  });
  const app = await createApp({
    settings,
    webRoot: options.webRoot ?? join(dataDir, 'no-web-app'),
    logDestination,
    ...(options.realtime && { realtime: options.realtime }),
  });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const agent = () => new Agent(url, settings.publicUrl);
  return {
    url,
    origin: settings.publicUrl,
    settings,
    log: () => {
      // What is not in an empty log proves nothing.
      if (lines.length === 0) throw new Error('nothing was logged');
      return lines.join('');
    },
    get: (token) => app.get(token, { strict: false }),
    agent,
    signedIn: (name) => signUp(agent(), name),
    restart: async () => {
      await app.close();
      return boot(options, dataDir, database, cleanUp);
    },
    close: async () => {
      await app.close();
      await cleanUp();
    },
  };
}

async function signUp(agent: Agent, name = 'Ann'): Promise<Agent & { readonly account: Account }> {
  accounts += 1;
  const reply = await agent.post(routes.createAccount.path, {
    name,
    email: `person-${accounts}@parley.test`,
    password: testPassword,
  });
  if (reply.status !== 200) throw new Error(`sign-up failed: ${reply.status} ${reply.text}`);
  return Object.assign(agent, { account: reply.json<Account>() });
}
