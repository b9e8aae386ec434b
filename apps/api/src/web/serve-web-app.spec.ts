import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startApi, type TestApi } from '../testing/start-api';

const script = 'console.log("parley")';
const page = '<!doctype html><title>Parley</title>';
const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('the web app', () => {
  let root: string;
  let api: TestApi;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'parley-web-'));
    const webRoot = join(root, 'public');
    await mkdir(join(webRoot, 'media'), { recursive: true });
    await writeFile(join(root, 'secret.txt'), 'secret');
    await writeFile(join(webRoot, 'index.html'), page);
    await writeFile(join(webRoot, 'favicon.svg'), '<svg/>');
    await writeFile(join(webRoot, '.hidden.js'), 'hidden');
    await writeFile(join(webRoot, 'main-ABCD2345.js'), script);
    await writeFile(join(webRoot, 'chunk-oh0-Y_3X.js'), script);
    await writeFile(join(webRoot, 'worker-F54Z2AMY.js'), script);
    await writeFile(join(webRoot, 'main-ABCD2345.js.br'), brotliCompressSync(script));
    api = await startApi({ database: 'sqlite', webRoot });
  });
  afterAll(async () => {
    await api.close();
    await rm(root, { recursive: true });
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    api.agent().get(path, { headers: { ...asBrowser.headers, ...headers } });

  it.each(['/', '/rooms', '/r/abcd-efgh-jkmn', '/sign-up', '/nowhere/at/all'])(
    'answers the page address %s',
    async (path) => {
      const reply = await get(path);
      expect([reply.status, reply.text]).toEqual([200, page]);
      expect(reply.headers['cache-control']).toBe('no-cache');
      expect(reply.headers['content-security-policy']).toContain("script-src 'self'");
    },
  );

  it.each(['/missing.js', '/api/nowhere', '/api'])(
    'does not pretend that %s is a page',
    async (path) => {
      const reply = await get(path);
      expect([reply.status, reply.error.code]).toEqual([404, 'not-found']);
    },
  );

  it('leaves the address of sockets to Socket.IO', async () => {
    expect(await get('/socket.io/nowhere')).toMatchObject({
      status: 400,
      text: expect.not.stringContaining('<title>'),
    });
  });

  it('leaves addresses of the API alone', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/api/accounts/me')).error.code).toBe('unauthenticated');
  });

  it('gives pages to those only who ask for one', async () => {
    expect((await get('/rooms', { accept: 'application/json' })).status).toBe(404);
    expect((await api.agent().post('/rooms', {})).status).toBe(404);
  });

  it('lets browsers keep files whose name tells their content', async () => {
    const hashed = await get('/main-ABCD2345.js');
    expect(hashed.text).toBe(script);
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('says of a script only what browsers heed there', async () => {
    const { headers } = await get('/chunk-oh0-Y_3X.js');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(Object.keys(headers)).not.toContain('content-security-policy');
    expect(Object.keys(headers)).not.toContain('permissions-policy');
  });

  it('gives a worker the policy under which it runs', async () => {
    const { headers } = await get('/worker-F54Z2AMY.js');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
  });

  it('sends what the build compressed to those who take it', async () => {
    const reply = await get('/main-ABCD2345.js', { 'accept-encoding': 'gzip, br' });
    expect(reply.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(reply.headers['vary']).toContain('Accept-Encoding');
    expect(reply.headers['content-length']).toBe(String(brotliCompressSync(script).length));
    const plain = await get('/main-ABCD2345.js', { 'accept-encoding': 'identity' });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/media/../../secret.txt',
    '/%2e%2e%5csecret.txt',
    '/.hidden.js',
    '//secret.txt',
    '/secret.txt%00.js',
  ])('gives nothing from outside for %s', async (path) => {
    const reply = await get(path);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.text).not.toMatch(/^(secret|hidden)$/);
  });
});
