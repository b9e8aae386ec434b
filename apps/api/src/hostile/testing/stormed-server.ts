import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Room, Seat } from '@parley/contract';
import { DataSource } from 'typeorm';
import { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { ServerProcess } from '../../recordings/testing/server-process';
import type { Agent } from '../../testing/agent';

/** Sign-ins of the test itself write here; everything else must stay as it is. */
const ownTables = ['sessions', 'known_devices', 'audit_entries', 'audit'];

/** A built server as somebody starts it, with an administrator who owns a room: whoever has most rights can break most. */
export class StormedServer {
  private constructor(
    readonly process: ServerProcess,
    readonly administrator: Agent,
    readonly room: Room,
  ) {}

  static async start(): Promise<StormedServer> {
    const process = await ServerProcess.build();
    await process.start();
    const setupToken = /#setup=([\w-]{43})/.exec(process.output)?.[1];
    const administrator = process.agent();
    const account = { name: 'Ada', email: 'ada@parley.test', password: 'long enough for this' };
    const made = await administrator.post('/api/accounts', { ...account, setupToken });
    if (made.status !== 200) throw new Error(`no account: ${made.text}`);
    return new StormedServer(process, administrator, await makeRoom(administrator));
  }

  get url(): string {
    return this.process.url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  newRoom(): Promise<Room> {
    return makeRoom(this.administrator);
  }

  async seat(room: Room, name: string, agent = this.process.agent()): Promise<Seat> {
    const reply = await agent.post(`/api/rooms/${room.id}/admissions`, { name });
    if (reply.status !== 200) throw new Error(`no seat: ${reply.status} ${reply.text}`);
    return reply.json<Seat>();
  }

  async join(room: Room, name: string, agent?: Agent): Promise<PageInMeeting> {
    const page = await PageInMeeting.open(this.url, await this.seat(room, name, agent));
    await page.enter();
    return page;
  }

  /** A hash over every row of the database, but for what signing in writes, and for tables that the test itself fills. */
  async stateHash(...except: readonly string[]): Promise<string> {
    const database = new DataSource({
      type: 'better-sqlite3',
      database: join(this.process.dataDir, 'parley.sqlite'),
      readonly: true,
    });
    await database.initialize();
    try {
      const tables: { name: string }[] = await database.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
      );
      const hash = createHash('sha256');
      for (const { name } of tables.filter(
        (table) => ![...ownTables, ...except].includes(table.name),
      ))
        hash.update(JSON.stringify([name, await database.query(`SELECT * FROM "${name}"`)]));
      return hash.digest('hex');
    } finally {
      await database.destroy();
    }
  }

  /** What the process holds of the machine's memory. */
  async memoryMiB(): Promise<number> {
    const status = await readFile(`/proc/${this.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  async remove(): Promise<void> {
    await this.process.remove();
  }
}

async function makeRoom(owner: Agent): Promise<Room> {
  const reply = await owner.post('/api/rooms', { name: 'Room' });
  if (reply.status !== 200) throw new Error(`no room: ${reply.status} ${reply.text}`);
  return reply.json<Room>();
}
