import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Agent } from '../../testing/agent';

const tool = join(__dirname, '../../../../../tools/openid-provider.mjs');

/** A real OpenID provider (npm's oidc-provider) in a process of its own. Stop it. */
export class RealProvider {
  private constructor(
    readonly issuer: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(callback: string): Promise<RealProvider> {
    const child = spawn('node', [tool, '0', callback], { stdio: ['ignore', 'pipe', 'ignore'] });
    const greeting = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
      child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
    });
    const [issuer] = /http:\S+/.exec(greeting) ?? [];
    if (issuer === undefined) throw new Error(`the provider says ${greeting}`);
    return new RealProvider(issuer, child);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await gone;
  }

  /** Goes through the provider's pages as `login`; gives the path and query that the browser is sent back to. */
  async signIn(address: string, login: string): Promise<string> {
    const browser = new Agent(this.issuer, this.issuer);
    let path = pathOf(address);
    for (let step = 0; step < 12; step += 1) {
      const page = await browser.get(path);
      const next = page.headers.location ?? (await this.fillIn(browser, path, page.text, login));
      if (!next.startsWith('/') && !next.startsWith(this.issuer)) return pathOf(next);
      path = pathOf(next);
    }
    throw new Error(`the provider sends in circles: ${path}`);
  }

  /** Its page asks for a login first, then for consent. */
  private async fillIn(browser: Agent, path: string, page: string, login: string): Promise<string> {
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    const form = new URLSearchParams({ prompt, login, password: 'any' });
    const reply = await browser.send('POST', path, {
      body: Buffer.from(form.toString()),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const { location } = reply.headers;
    if (location === undefined) throw new Error(`the provider stays at ${path}: ${reply.status}`);
    return location;
  }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address, 'http://anywhere');
  return pathname + search;
}
