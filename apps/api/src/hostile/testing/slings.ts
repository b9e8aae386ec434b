import { Agent as HttpAgent, request } from 'node:http';
import { connect } from 'node:net';

export interface Shot {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface Hit {
  readonly what: string;
  /** 0 where the server ended the connection without a word. */
  readonly status: number;
  readonly text: string;
}

const lanes = 8;

/** Throws requests at a server over a few connections and collects the answers. */
export class Sling {
  private readonly agent = new HttpAgent({ keepAlive: true, maxSockets: lanes });

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  async throwAll(shots: readonly Shot[]): Promise<Hit[]> {
    const hits: Hit[] = [];
    const waiting = [...shots];
    const lane = async (): Promise<void> => {
      for (let shot = waiting.pop(); shot; shot = waiting.pop()) hits.push(await this.throw(shot));
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return hits;
  }

  close(): void {
    this.agent.destroy();
  }

  private throw({ what, method, path, headers, body }: Shot): Promise<Hit> {
    const target = new URL(this.url);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: target.hostname,
          port: target.port,
          // As it is: URL would tidy up what is thrown here.
          path,
          method,
          headers: { ...this.headers, ...headers, ...(body && { 'content-length': body.length }) },
          agent: this.agent,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              what,
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) =>
        isHangUp(error) ? resolve({ what, status: 0, text: '' }) : reject(error),
      );
      sent.end(body);
    });
  }
}

/** Sends bytes over a connection of their own and returns all that comes back until the server closes. */
export function throwBytes(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('close', () => resolve(text || 'closed'));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      isHangUp(error) ? resolve(text || 'closed') : reject(error),
    );
  });
}

/** Closing in the middle of what we send comes as a reset or a broken pipe. */
function isHangUp({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}
