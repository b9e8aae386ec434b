import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Readonly<Record<string, unknown>>;

/** What the provider does wrong, beside its claims. */
export interface Wrongs {
  readonly algorithm?: 'RS256' | 'HS256' | 'none';
  /** Signs with a key that is not among its own. */
  readonly isForeignKey?: boolean;
  /** What discovery says of who it is. */
  readonly issuer?: string;
  /** No answer to the code for as long as the test runs. */
  readonly isTokenRefused?: boolean;
}

const base64url = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** An OpenID provider that says whatever a test wants. Close it. */
export class ForgingProvider {
  private readonly own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly server: Server;
  /** Changes what it says; times in seconds from now. */
  claims: Claims = {};
  wrongs: Wrongs = {};
  /** The bodies that came to the token endpoint. */
  readonly codes: URLSearchParams[] = [];

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<ForgingProvider> {
    const provider = new ForgingProvider();
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    if (pathname === '/token') this.codes.push(new URLSearchParams(await bodyOf(request)));
    const isRefused = pathname === '/token' && this.wrongs.isTokenRefused === true;
    response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isRefused ? { error: 'invalid_grant' } : this.page(pathname)));
  }

  private page(pathname: string): unknown {
    if (pathname === '/jwks')
      return {
        keys: [{ ...this.own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig' }],
      };
    if (pathname === '/token')
      return { access_token: 'access', token_type: 'Bearer', id_token: this.idToken() };
    return {
      issuer: this.wrongs.issuer ?? this.issuer,
      authorization_endpoint: `${this.issuer}/auth`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    };
  }

  private idToken(): string {
    const { algorithm: alg = 'RS256', isForeignKey = false } = this.wrongs;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, aud: 'parley', iat: now, exp: now + 300, ...this.claims };
    const signed = `${base64url({ alg, kid: 'own' })}.${base64url(claims)}`;
    if (alg === 'none') return `${signed}.`;
    const { publicKey } = this.own;
    // The classic confusion: the public key, which everybody has, as the secret of an HMAC.
    if (alg === 'HS256') {
      const secret = publicKey.export({ format: 'pem', type: 'spki' });
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    }
    const { privateKey } = isForeignKey ? this.foreign : this.own;
    return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
