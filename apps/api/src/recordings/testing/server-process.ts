import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Agent } from '../../testing/agent';

/** The build takes a second and a start two; who takes this long hangs. */
const patienceMs = 60_000;
const workspace = resolve(__dirname, '../../../../..');
let builds = 0;

/** The built server as a process of its own, on one port and one data folder, to be killed and started again. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private printed = '';

  private constructor(
    private readonly bundle: string,
    readonly dataDir: string,
    readonly url: string,
    private readonly port: number,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /**
   * Builds the server, but does not start it.
   *
   * @param settings environment variables beside the port and the data folder.
   */
  static async build(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    // Beside the real build, so that packages are found from there; several specs may share one process of Jest.
    builds += 1;
    const bundle = join(workspace, 'dist', `process-spec-${process.pid}-${builds}`);
    const rolldown = join(workspace, 'node_modules/rolldown/bin/cli.mjs');
    const config = ['-c', 'apps/api/rolldown.config.mjs', '-d', bundle];
    await promisify(execFile)(process.execPath, [rolldown, ...config], {
      cwd: workspace,
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    const port = await freePort();
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-kill-'));
    return new ServerProcess(bundle, dataDir, `http://127.0.0.1:${port}`, port, settings);
  }

  /** The process that serves now; 0 while none does. */
  get pid(): number {
    const { child } = this;
    const isRunning = child && child.exitCode === null && child.signalCode === null;
    return (isRunning && child.pid) || 0;
  }

  /** What the running server has printed, its log and the setup link included. */
  get output(): string {
    return this.printed;
  }

  /** Resolves when it listens; kills it and rejects where that takes too long. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(this.bundle, 'main.js')], {
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        LOG_LEVEL: 'warn',
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.printed = '';
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await new Promise<void>((listening, failed) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          this.printed += chunk.toString();
          if (this.printed.includes('Parley is ready')) listening();
        });
      child.once('close', () => failed(new Error(`the server ended: ${this.printed}`)));
    }).finally(() => clearTimeout(late));
  }

  /** As a power cut for the process: nothing is said, nothing is closed. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.bundle, { recursive: true, force: true });
    await rm(this.dataDir, { recursive: true, force: true });
  }

  agent(): Agent {
    return new Agent(this.url, this.url);
  }
}

/** Parley prints its address, so it must know its port before it listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
