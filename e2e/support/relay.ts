import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './server';

const run = promisify(execFile);

/** Debian's coturn with time-limited credentials, on the loopback address. */
export class Relay {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-relay-'));
  readonly #process: ChildProcess;
  /** Shared with the server that makes credentials. */
  readonly secret = randomBytes(24).toString('hex');
  #output = '';

  private constructor(
    readonly port: number,
    policy: readonly string[],
  ) {
    const only = ['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', ...policy];
    const auth = [
      '--use-auth-secret',
      `--static-auth-secret=${this.secret}`,
      '--realm=parley.test',
    ];
    const off = ['-n', '--no-cli', '--no-tls', '--no-dtls', '--no-rfc5780', '--log-file=stdout'];
    const files = [`--pidfile=${this.#folder}/pid`, `--userdb=${this.#folder}/turndb`];
    this.#process = spawn(
      'turnserver',
      [`--listening-port=${port}`, ...only, ...auth, ...off, ...files],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const keep = (chunk: Buffer): void => void (this.#output += chunk.toString());
    this.#process.stdout?.on('data', keep);
    this.#process.stderr?.on('data', keep);
    this.#process.once('error', (error) => (this.#output += String(error)));
  }

  /** @param policy whom it relays to; by default also to loopback peers, which a real one must never do. */
  static async start(policy: readonly string[] = ['--allow-loopback-peers']): Promise<Relay> {
    const relay = new Relay(await freePort(), policy);
    await relay.#listening();
    return relay;
  }

  get url(): string {
    return `turn:127.0.0.1:${this.port}?transport=udp`;
  }

  /** What it says when asked to relay to a peer. Nothing is sent to the peer. */
  async answerFor(peer: string): Promise<'forbidden' | 'allowed'> {
    const asking = ['-W', this.secret, '-u', peer.replaceAll('.', ''), '-p', String(this.port)];
    const once = ['-e', peer, '-n', '0', '-m', '1', '-c', '127.0.0.1'];
    // It ends with an error after a refusal; what it wrote says which.
    const told = await run('turnutils_uclient', [...asking, ...once]).catch(
      (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
    );
    if (told.stdout.includes('error 403 (Forbidden IP)')) return 'forbidden';
    if (told.stdout.includes('Total connect time')) return 'allowed';
    throw new Error(`no answer for ${peer}:\n${told.stdout}`);
  }

  async dispose(): Promise<void> {
    const child = this.#process;
    if (child.exitCode === null && child.pid !== undefined) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** It opens its port for UDP and for TCP; only the latter can be asked. */
  async #listening(): Promise<void> {
    while (this.#process.exitCode === null && this.#process.pid !== undefined) {
      if (await answers(this.port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`coturn did not start:\n${this.#output}`);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
