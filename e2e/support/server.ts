import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A port of the loopback address that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Parley as `npm start` runs it: the built server with its embedded database, in a data folder of its own. */
export class ParleyServer {
  #process: ChildProcess | undefined;
  #output = '';
  readonly dataFolder = mkdtempSync(join(tmpdir(), 'parley-e2e-'));

  private constructor(
    readonly port: number,
    readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** @param settings environment variables beside the port and the data folder. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<ParleyServer> {
    const server = new ParleyServer(await freePort(), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the server printed since the first start. */
  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    const child = spawn('node', [join(root, 'dist', 'main.js')], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: this.dataFolder,
        LOG_LEVEL: 'info',
        // Few enough that one more than fits can come.
        MAX_PARTICIPANTS: '6',
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const keep = (chunk: Buffer): void => void (this.#output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    await this.#answering(child);
  }

  /** Ends the process, by default as Ctrl+C does, and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return gone;
  }

  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  async #answering(child: ChildProcess): Promise<void> {
    while (child.exitCode === null) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server ended with ${child.exitCode}:\n${this.#output}`);
  }
}
