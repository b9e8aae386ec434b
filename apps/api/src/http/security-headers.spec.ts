import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../testing/start-api';

describe('security headers', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());

  const everywhere = {
    'content-security-policy': [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      "connect-src 'self' ws://parley.test",
      "worker-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default angular angular#components',
    ].join(';'),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), fullscreen=(self), autoplay=(self), screen-wake-lock=(self), clipboard-write=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  };
  const changing = ['date', 'connection', 'content-length', 'content-type', 'keep-alive'];

  it.each([
    ['a page that is not there', '/nowhere', {}],
    ['the API', '/api/accounts/status', { 'cache-control': 'no-store' }],
    ['a refusal', '/api/accounts/me', { 'cache-control': 'no-store' }],
    ['health', '/healthz', {}],
  ])('of %s are these and no others', async (_what, path, more) => {
    const { headers } = await api.agent().get(path);
    const steady = Object.entries(headers).filter(([name]) => !changing.includes(name));
    expect(Object.fromEntries(steady)).toEqual({ ...everywhere, ...more });
  });
});

describe('framing', () => {
  let webRoot: string;
  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'parley-frames-'));
    await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Parley</title>');
    await writeFile(join(webRoot, 'embed.js'), '/* embed */');
  });
  afterAll(() => rm(webRoot, { recursive: true }));

  const rooms = ['/r/abcd-efgh-jkmn', '/r/abcd-efgh-jkmn/', '/r/x?view=files', '/direct'];
  const others = ['/', '/rooms', '/sign-in', '/admin', '/account', '/r', '/r/x/y', '/recordings/x'];

  const headersOf = async (api: TestApi, path: string) => {
    const { headers } = await api.agent().get(path, { headers: { accept: 'text/html' } });
    const policy = String(headers['content-security-policy']);
    const [ancestors] = /frame-ancestors [^;]+/.exec(policy) ?? [];
    return [ancestors, headers['x-frame-options']];
  };

  it('is nowhere allowed by default, and the script for it is nobody else’s', async () => {
    const api = await startApi({ database: 'sqlite', webRoot });
    for (const path of [...rooms, ...others])
      expect(await headersOf(api, path)).toEqual(["frame-ancestors 'none'", 'DENY']);
    const script = await api.agent().get('/embed.js');
    expect(script.headers['cross-origin-resource-policy']).toBe('same-origin');
    await api.close();
  });

  it('is allowed to the sites that are named, of rooms and codes alone', async () => {
    const EMBED_ORIGINS = 'https://intranet.example, https://www.example';
    const api = await startApi({ database: 'sqlite', webRoot, settings: { EMBED_ORIGINS } });
    const allowed = 'frame-ancestors https://intranet.example https://www.example';
    for (const path of rooms) expect(await headersOf(api, path)).toEqual([allowed, undefined]);
    for (const path of [...others, '/api/accounts/me', '/healthz'])
      expect(await headersOf(api, path)).toEqual(["frame-ancestors 'none'", 'DENY']);
    const script = await api.agent().get('/embed.js');
    expect(script.headers['cross-origin-resource-policy']).toBe('cross-origin');
    await api.close();
  });
});
