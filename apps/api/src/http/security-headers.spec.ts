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
