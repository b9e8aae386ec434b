import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './server';

const run = promisify(execFile);

interface RelayWishes {
  /** Whom it relays to; by default also to loopback peers, which a real one must never do. */
  readonly policy?: readonly string[];
  /** Another relay's, for one that stands in for it. */
  readonly secret?: string;
  /** Also by TLS, with a certificate that nobody but itself vouches for. */
  readonly hasTls?: boolean;
}

/** Debian's coturn with time-limited credentials, on the loopback address. */
export class Relay {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-relay-'));
  readonly #policy: readonly string[];
  readonly #tls: readonly string[];
  /** Shared with the server that makes credentials. */
  readonly secret: string;
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(
    readonly port: number,
    readonly tlsPort: number | null,
    { policy = ['--allow-loopback-peers'], secret = randomBytes(24).toString('hex') }: RelayWishes,
  ) {
    this.#policy = policy;
    this.secret = secret;
    this.#tls =
      tlsPort === null ? ['--no-tls'] : [`--tls-listening-port=${tlsPort}`, ...this.#certificate()];
  }

  static async start(wishes: RelayWishes = {}): Promise<Relay> {
    const tlsPort = wishes.hasTls ? await freePort() : null;
    const relay = new Relay(await freePort(), tlsPort, wishes);
    await relay.returns();
    return relay;
  }

  /** Starts it where it was before. */
  async returns(): Promise<void> {
    const only = ['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', ...this.#policy];
    const auth = [
      '--use-auth-secret',
      `--static-auth-secret=${this.secret}`,
      '--realm=parley.test',
    ];
    const off = ['-n', '--no-cli', '--no-dtls', '--no-rfc5780', '--log-file=stdout', ...this.#tls];
    const files = [`--pidfile=${this.#folder}/pid`, `--userdb=${this.#folder}/turndb`];
    const child = spawn(
      'turnserver',
      [`--listening-port=${this.port}`, ...only, ...auth, ...off, ...files],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = child;
    const keep = (chunk: Buffer): void => void (this.#output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => (this.#output += String(error)));
    await this.#listening(child);
  }

  get url(): string {
    return `turn:127.0.0.1:${this.port}?transport=udp`;
  }

  /** The same for a browser whose network lets no UDP through. */
  get tcpUrl(): string {
    return `turn:127.0.0.1:${this.port}?transport=tcp`;
  }

  /** The same inside TLS; only for a relay that has it. */
  get tlsUrl(): string {
    return `turns:127.0.0.1:${this.tlsPort}?transport=tcp`;
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

  /** Ends it as a crash or a broken machine does: nobody is told. */
  async dies(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async dispose(): Promise<void> {
    await this.dies();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Makes a key and a certificate that says of itself that it is good; gives coturn's options for them. */
  #certificate(): string[] {
    const [key, certificate] = [join(this.#folder, 'key.pem'), join(this.#folder, 'cert.pem')];
    const ofKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const ofName = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', key, '-out', certificate];
    execFileSync('openssl', ['req', '-x509', '-days', '2', ...ofKey, ...ofName, ...files], {
      stdio: 'ignore',
    });
    return [`--cert=${certificate}`, `--pkey=${key}`];
  }

  async #listening(child: ChildProcess): Promise<void> {
    while (child.exitCode === null && child.pid !== undefined) {
      if ((await takesTcp(this.port)) && (await answersUdp(this.port))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`coturn did not start:\n${this.#output}`);
  }
}

function takesTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

/** RFC 8489, section 5: a Binding request without attributes; its answer may be anything. */
const bindingRequest = Buffer.from('000100002112a4427061726c65792d7465737473', 'hex');

function answersUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (isAnswer: boolean): void => {
      clearTimeout(patience);
      socket.close();
      resolve(isAnswer);
    };
    const patience = setTimeout(end, 500, false);
    socket.once('message', () => end(true)).once('error', () => end(false));
    socket.connect(port, '127.0.0.1', () => socket.send(bindingRequest));
  });
}
