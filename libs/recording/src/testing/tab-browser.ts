import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--remote-debugging-port=0',
];

/**
 * A Chromium spoken to without Playwright, for tests, because Playwright keeps every tab visible and focused: here tabs
 * hide, crash and are killed as they do with people. Lifetime: until close(); files stay between `launch`es of a folder.
 */
export class TabBrowser {
  private readonly replies = new Map<number, (reply: Reply) => void>();
  private lastId = 0;

  private constructor(
    private readonly process: ChildProcess,
    private readonly socket: WebSocket,
    private readonly profile: string,
  ) {
    socket.addEventListener('message', ({ data }) => {
      const reply = JSON.parse(String(data)) as Reply;
      this.replies.get(reply.id ?? 0)?.(reply);
    });
  }

  static async launch(): Promise<TabBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'parley-tabs-'));
    const executable = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    const child = spawn(executable, [...args, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const socket = new WebSocket(await readAddress(child));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return new TabBrowser(child, socket, profile);
  }

  /** Of the browser's first process; all others come from it. */
  get pid(): number {
    return this.process.pid ?? NaN;
  }

  /** Opens a tab and brings it to the front, which hides the others. */
  async openTab(url: string): Promise<Tab> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab(this, String(targetId), String(sessionId));
    await tab.send('Page.enable', {});
    await tab.navigate(url);
    await tab.show();
    return tab;
  }

  async send(
    method: string,
    params: Record<string, unknown>,
    sessionId?: string,
  ): Promise<Record<string, unknown>> {
    this.lastId += 1;
    const id = this.lastId;
    const reply = new Promise<Reply>((resolve) => this.replies.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await reply;
    this.replies.delete(id);
    if (result === undefined) {
      throw new Error(`${method}: ${error?.message ?? 'no result'}`);
    }
    return result;
  }

  async close(): Promise<void> {
    const exited = new Promise((resolve) => this.process.once('exit', resolve));
    this.socket.close();
    this.process.kill('SIGKILL');
    await exited;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** One tab. */
export class Tab {
  constructor(
    private readonly browser: TabBrowser,
    private readonly targetId: string,
    private readonly sessionId: string,
  ) {}

  send(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.browser.send(method, params, this.sessionId);
  }

  async navigate(url: string): Promise<void> {
    await this.send('Page.navigate', { url });
    await this.evaluate(
      "new Promise((resolve) => document.readyState === 'complete' ? resolve() : addEventListener('load', () => resolve()))",
    );
  }

  /** Runs text in the page and gives what its promise resolves with. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(JSON.stringify(exceptionDetails));
    }
    return (result as { value: T }).value;
  }

  /** Brings the tab to the front, which hides the others. */
  async show(): Promise<void> {
    await this.browser.send('Target.activateTarget', { targetId: this.targetId });
  }

  /** Kills the page's process, as a crash does: nothing in the page gets to run, and the command has no answer. */
  crash(): void {
    void this.send('Page.crash', {});
  }
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', () => reject(new Error(`Chromium ended: ${text}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [, address] = /DevTools listening on (ws:\S+)/.exec(text) ?? [];
      if (address !== undefined) {
        resolve(address);
      }
    });
  });
}
