import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's server: counts who asks it for anything, and serves one page of its own. */
export class ForeignSite {
  readonly asked: string[] = [];
  page = '';
  private constructor(private readonly server: Server) {
    server.on('request', ({ url = '' }, response) => {
      if (url !== '/page' && url !== '/favicon.ico') this.asked.push(url);
      response.setHeader('content-type', 'text/html');
      response.end(this.page);
    });
  }

  static async start(): Promise<ForeignSite> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ForeignSite(server);
  }

  /** The same host as Parley's by another port: the same site for cookies, the hardest place to come from. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** By another name: another site for cookies, too. */
  get otherSiteUrl(): string {
    return `http://localhost:${this.port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
}
