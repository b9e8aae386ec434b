import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { parseCookie, parseSetCookie } from 'cookie';
import type { Failure } from '@parley/contract';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed JSON body; throws where there is none. */
  json<T>(): T;
  /** The refusal of a failed request; throws where it did not fail. */
  readonly error: Failure;
}

export interface SendOptions {
  /** A Buffer goes as it is, anything else as JSON. */
  readonly body?: unknown;
  /** `undefined` takes a default header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Where the request comes from: any of 127.0.0.0/8. */
  readonly localAddress?: string;
}

/** A browser as far as REST goes: keeps cookies and sends our Origin. */
export class Agent {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly origin: string,
  ) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookies(header: string): void {
    for (const [name, value] of Object.entries(parseCookie(header)))
      if (value !== undefined) this.cookies.set(name, value);
  }

  get = (path: string, options?: SendOptions) => this.send('GET', path, options);
  delete = (path: string, options?: SendOptions) => this.send('DELETE', path, options);
  post = (path: string, body?: unknown, options?: SendOptions) =>
    this.send('POST', path, { ...options, body });
  put = (path: string, body?: unknown, options?: SendOptions) =>
    this.send('PUT', path, { ...options, body });
  patch = (path: string, body?: unknown, options?: SendOptions) =>
    this.send('PATCH', path, { ...options, body });

  /** Sends one request and waits for the whole answer; a refused one is an answer, too. */
  async send(method: string, path: string, options: SendOptions = {}): Promise<Reply> {
    const { body, localAddress = '127.0.0.1' } = options;
    const isJson = body !== undefined && !Buffer.isBuffer(body);
    const bytes = isJson ? Buffer.from(JSON.stringify(body)) : body;
    const headers = Object.entries({
      origin: method === 'GET' ? undefined : this.origin,
      cookie: this.cookies.size > 0 ? this.cookie : undefined,
      'content-type': isJson ? 'application/json' : undefined,
      ...options.headers,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const reply = await exchange(this.url + path, method, headers, bytes, localAddress);
    for (const line of reply.headers['set-cookie'] ?? []) this.keep(line);
    return reply;
  }

  private keep(line: string): void {
    const { name, value = '', maxAge } = parseSetCookie(line);
    if (maxAge === 0) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function exchange(
  url: string,
  method: string,
  headers: readonly (readonly [string, string])[],
  body: unknown,
  localAddress: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method, headers: Object.fromEntries(headers), localAddress, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve(
            replyOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString()),
          ),
        );
      },
    );
    request.on('error', reject);
    request.end(Buffer.isBuffer(body) ? body : undefined);
  });
}

function replyOf(status: number, headers: IncomingHttpHeaders, text: string): Reply {
  return {
    status,
    headers,
    text,
    json: <T>() => JSON.parse(text) as T,
    get error() {
      const result = JSON.parse(text) as { ok?: boolean; error?: Failure };
      if (result.ok !== false || !result.error) throw new Error(`no refusal: ${status} ${text}`);
      return result.error;
    },
  };
}
