import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.mjs';
import { passingFolder } from './passing-folder.mjs';
import { findCommand } from './set-up.mjs';

const asRoot = () => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: there it runs as Debian's `postgres`. */
const asServerUser = (command, args) =>
  asRoot()
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...args]]
    : [command, args];

/**
 * Starts a throw-away PostgreSQL in a folder of its own, for tests: nothing is written safely to disk.
 * Resolves to its superuser URL and `stop`, which ends it and removes the folder.
 */
export async function startPostgres() {
  const programs = dirname(findCommand('postgres'));
  const folder = mkdtempSync(join(passingFolder(), 'parley-postgres-'));
  const data = join(folder, 'data');
  if (asRoot()) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    chownSync(folder, uid, gid);
  }
  const init = asServerUser(join(programs, 'initdb'), [
    '-D',
    data,
    '-U',
    'parley',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-sync',
  ]);
  execFileSync(...init, { stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const server = spawn(
    ...asServerUser(join(programs, 'postgres'), [
      ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'max_connections=200'],
    ]),
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await readyToAccept(server);
  return {
    url: `postgres://parley@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readyToAccept(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)));
    server.stderr.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
  });
}
