import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Room, Seat } from '@parley/contract';
import { announce, sealedPiece } from './files/relay/testing/relay-page';
import { PageInMeeting } from './meetings/testing/page-in-meeting';
import { Agent } from './testing/agent';

/** Four starts of a whole process in one test, on machines that do other things at the same time. */
jest.setTimeout(120_000);
/** The build takes a second and a start two; who takes this long hangs. */
const buildPatienceMs = 60_000;
const processPatienceMs = 30_000;

const workspace = resolve(__dirname, '../../..');
/** Beside the real build, so that packages are found from there. */
const bundle = join(workspace, 'dist', `main-spec-${process.pid}`);

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  /** The exit code. Whoever does not end in time is killed, and this rejects. */
  ended(): Promise<number | null>;
  /** Resolves with the output as soon as it matches; rejects where that takes too long. */
  waitFor(pattern: RegExp): Promise<string>;
}

const runs = new Set<ChildProcess>();

function start(environment: Record<string, string>, cwd = process.cwd()): Run {
  const child = spawn(process.execPath, [join(bundle, 'main.js')], {
    cwd,
    env: { PATH: process.env['PATH'], ...environment },
  });
  runs.add(child);
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const closed = once(child, 'close').then(([code]) => code as number | null);
  const inTime = <T>(what: string, work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`no ${what} within ${processPatienceMs} ms: ${output}${errors}`));
      }, processPatienceMs);
      work.finally(() => clearTimeout(late)).then(resolve, reject);
    });
  const waitFor = (pattern: RegExp) =>
    inTime(
      String(pattern),
      new Promise<string>((found, failed) => {
        const look = () => pattern.test(output) && found(output);
        child.stdout.on('data', look);
        child.once('close', () =>
          failed(new Error(`ended without ${pattern}: ${output}${errors}`)),
        );
        look();
      }),
    );
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = () => inTime('end', closed);
  return { child, output: () => output, errors: () => errors, ended, waitFor };
}

/** Parley prints its address, so it must know its port before it listens. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

describe('the built server', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-main-'));
    const rolldown = join(workspace, 'node_modules/rolldown/bin/cli.mjs');
    const config = ['-c', 'apps/api/rolldown.config.mjs', '-d', bundle];
    await promisify(execFile)(process.execPath, [rolldown, ...config], {
      cwd: workspace,
      timeout: buildPatienceMs,
      killSignal: 'SIGKILL',
    });
  });
  afterAll(async () => {
    await rm(bundle, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  });

  afterEach(() => {
    // Whatever a failed test left running.
    for (const child of runs) child.kill('SIGKILL');
    runs.clear();
  });

  it.each([
    ['PORT', 'abc'],
    ['DATABASE_URL', 'mysql://root:canary@localhost/x'],
    ['ICE_SERVERS', '{'],
    ['DATA_DIR', join(__filename, 'not-a-folder')],
    ['DATABASE_URL', 'postgres://root:canary@127.0.0.1:1/x'],
  ])(
    'does not start with a wrong %s, says so in one sentence and exits with 2',
    async (name, value) => {
      const run = start({ DATA_DIR: dataDir, [name]: value });
      expect(await run.ended()).toBe(2);
      expect(run.errors()).toMatch(new RegExp(`^The setting ${name} [^\n]+\\.\n$`));
      expect(run.errors() + run.output()).not.toContain('canary');
    },
  );

  it('does not start on a port that is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const port = String((holder.address() as AddressInfo).port);
    const run = start({ DATA_DIR: join(dataDir, 'taken'), PORT: port });
    const code = await run.ended().finally(() => holder.close());
    expect(code).toBe(2);
    expect(run.errors()).toMatch(/^The settings HOST and PORT [^\n]+\.\n$/);
  });

  it('does not start on a database file that is none, and leaves it as it is', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'parley-broken-'));
    const file = join(broken, 'parley.sqlite');
    const content = 'not a database'.repeat(1_000);
    await writeFile(file, content);
    const run = start({ DATA_DIR: broken, PORT: await freePort() });
    expect(await run.ended()).toBe(1);
    expect(run.errors()).toMatch(/^Parley could not start: [^\n]+\n$/);
    expect(await readFile(file, 'utf8')).toBe(content);
    await rm(broken, { recursive: true });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'prints the address, serves, and stops cleanly on %s',
    async (signal) => {
      const port = await freePort();
      const run = start({ DATA_DIR: join(dataDir, signal), PORT: port });
      expect(await run.waitFor(/#setup=.+\n/)).toContain(`ready at http://127.0.0.1:${port}\n`);
      const agent = new Agent(`http://127.0.0.1:${port}`, `http://127.0.0.1:${port}`);
      expect((await agent.get('/readyz')).status).toBe(200);
      run.child.kill(signal);
      expect(await run.ended()).toBe(0);
      expect(run.errors()).toBe('');
    },
  );

  it('waits until another one on the same data is gone, however that ended', async () => {
    const folder = join(dataDir, 'twice');
    const first = start({ DATA_DIR: folder, PORT: await freePort() });
    await first.waitFor(/ready at/);
    const second = start({ DATA_DIR: folder, PORT: await freePort() });
    await once(second.child.stderr as Readable, 'data');
    expect(second.errors()).toBe(
      'Another Parley still runs on this data: waiting for it to end.\n',
    );
    expect(second.output()).toBe('');
    first.child.kill('SIGKILL');
    await second.waitFor(/ready at/);
    second.child.kill('SIGTERM');
    expect(await second.ended()).toBe(0);
  });

  it('prints a setup link at each start until it was used, and keeps files to itself', async () => {
    const folder = join(dataDir, 'setup');
    const linkOf = (text: string) => /#setup=([\w-]{43})\n/.exec(text)?.[1];
    const session = async (
      expected: RegExp,
      use: (agent: Agent, text: string) => Promise<void>,
    ) => {
      const port = await freePort();
      const run = start({ DATA_DIR: folder, PORT: port });
      const text = await run.waitFor(expected);
      await use(new Agent(`http://127.0.0.1:${port}`, `http://localhost:${port}`), text);
      run.child.kill('SIGTERM');
      await run.ended();
      return linkOf(run.output());
    };
    const first = await session(/#setup=.+\n/, () => Promise.resolve());
    const second = await session(/#setup=.+\n/, async (agent, text) => {
      const person = { name: 'Ann', email: 'ann@parley.test', password: 'long enough for this' };
      const old = await agent.post('/api/accounts', { ...person, setupToken: first });
      expect(old.error.code).toBe('setup-link-used');
      const made = await agent.post('/api/accounts', { ...person, setupToken: linkOf(text) });
      expect(made.json()).toMatchObject({ isAdministrator: true });
      for (const file of await readdir(folder))
        expect([file, (await stat(join(folder, file))).mode & 0o077]).toEqual([file, 0]);
    });
    expect(second).not.toBe(first);
    expect(await session(/ready at .+\n/, () => Promise.resolve())).toBeUndefined();
  });

  it('writes nothing anywhere with STORE=memory, and has forgotten everything at the next start', async () => {
    const home = await mkdtemp(join(tmpdir(), 'parley-nothing-'));
    const port = await freePort();
    const places = { HOME: home, TMPDIR: home, XDG_CACHE_HOME: home };
    const once = async (use: (api: string) => Promise<void>) => {
      // A disk is wanted for files that are passed on: memory outranks it.
      const wanted = { STORE: 'memory', FILE_RELAY_BYTES: '5GB' };
      const run = start({ ...wanted, PORT: port, ...places }, home);
      await run.waitFor(/#setup=.+\n/);
      await use(`http://127.0.0.1:${port}`);
      expect(await readdir(home, { recursive: true })).toEqual([]);
      run.child.kill('SIGTERM');
      expect(await run.ended()).toBe(0);
    };
    const ann = { email: 'ann@parley.test', password: 'long enough for this' };
    await once((api) => wholeEvening(api, ann));
    await once(async (api) => {
      const agent = new Agent(api, api);
      expect((await agent.get('/readyz')).status).toBe(200);
      expect((await agent.post('/api/sessions', ann)).error.code).toBe('credentials-wrong');
    });
    expect(await readdir(home, { recursive: true })).toEqual([]);
    await rm(home, { recursive: true });
  });
});

/** A bit of everything that is stored where something is stored. */
async function wholeEvening(api: string, ann: { email: string; password: string }): Promise<void> {
  const agent = new Agent(api, api);
  expect((await agent.post('/api/accounts', { name: 'Ann', ...ann })).status).toBe(200);
  const room = (await agent.post('/api/rooms', { name: 'Standup', password: 'open' })).json<Room>();
  const seatOf = async (as: Agent, name: string) =>
    (await as.post(`/api/rooms/${room.id}/admissions`, { name, password: 'open' })).json<Seat>();
  const host = await PageInMeeting.open(api, await seatOf(agent, 'Ann'));
  const bob = await PageInMeeting.open(api, await seatOf(new Agent(api, api), 'Bob'));
  for (const page of [host, bob]) await page.enter();
  await bob.ask('chat:send-message', { id: randomUUID(), text: 'Hello' });
  expect(await host.codeOf('recordings:start-recording', {})).toBe('recordings-off');
  expect((await host.snapshot()).fileRelayBytes).toBeUndefined();
  expect(await codeOfPassingOn(api, host)).toBe('storage-full');
  await host.ask('moderation:remove-participant', { participantId: bob.id, block: true });
  await host.ask('meetings:end', {});
  for (const page of [host, bob]) page.close();
  expect((await agent.get('/api/sessions')).status).toBe(200);
}

/** Sends a piece of a file up as a page does that believes in a file relay, and says what became of it. */
async function codeOfPassingOn(api: string, page: PageInMeeting): Promise<unknown> {
  const share = await announce(page);
  const reply = await fetch(`${api}/api/shares/${share.id}/pieces/0`, {
    method: 'PUT',
    headers: {
      origin: api,
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${page.seat.token}`,
    },
    body: sealedPiece(share, 0),
  });
  const { error } = (await reply.json()) as { error?: { code: unknown } };
  return error?.code ?? 'granted';
}
