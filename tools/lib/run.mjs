import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');
const minimumMajor = 24; // better-sqlite3 and Nest's ES modules under Jest need it; the pinned one comes with npm install.

/** The Node that everything runs on once packages are installed: the pinned one, or this one where it is new enough. */
export function pinnedNode() {
  const pinned = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= minimumMajor) return process.execPath;
  throw new Error(
    `Parley runs on Node ${minimumMajor}. For ${process.platform} ${process.arch} npm has no pinned copy: install Node ${minimumMajor} and try again.`,
  );
}

/** The environment in which `node` and every tool mean the pinned ones. */
export function environment(extra = {}) {
  return {
    ...process.env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    ...extra,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  };
}

/** Runs a command from the project's root, showing what it prints; resolves to its exit code. */
export function run(command, args, { env = {}, cwd = root, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const exitCode = code ?? (signal ? 1 : 0);
      if (quiet && exitCode !== 0) process.stderr.write(Buffer.concat(output));
      resolve(exitCode);
    });
  });
}

/** The same, but a failure is an error that names the command. */
export async function must(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with exit code ${code}`);
}

/** Runs a package's command by its name in node_modules/.bin. */
export const tool = (name) => join(bin, process.platform === 'win32' ? `${name}.cmd` : name);
