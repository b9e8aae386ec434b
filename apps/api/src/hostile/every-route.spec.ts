import { type RouteName, routes } from '@parley/contract';
import type { AnyRoute } from '../http/contract-route';
import { startApi, type TestApi } from '../testing/start-api';
import { badRequestsTo } from './testing/bad-requests';
import { sampleOf } from './testing/sample-of';

const names = Object.keys(routes) as RouteName[];
const routeOf = (name: RouteName): AnyRoute => routes[name];
const writing = names.filter((name) => routeOf(name).method !== 'GET');
const closed = names.filter((name) => !['public', 'ticket', 'seat'].includes(routeOf(name).access));
const anId = '0b9f5a4e-6f0c-4a57-9d1e-2f6a3c1b7d10';

/** What strangers may ask at all: signing up and in, the door, files and recordings by their own secret, health. Each is a decision. */
const forStrangers = [
  /^\/api\/accounts(\/status)?$/,
  /^\/api\/sessions(\/[\w/-]+)?$/,
  /^\/api\/(passkeys|oidc|providers|password-resets|invitations|account-invitations|pictures)\b/,
  /^\/api\/rooms\/:roomId\/(door|admissions)\b/,
  /^\/api\/shared\/:token\b/,
  /^\/api\/check\/ice-servers$/,
  /^\/(healthz|readyz)$/,
];

/** What other servers leave open: measurements, descriptions of the API, settings, sources. */
const curiosities = [
  '/metrics',
  '/stats',
  '/status',
  '/activeRooms',
  '/api/stats',
  '/api/metrics',
  '/api-json',
  '/api/docs',
  '/swagger',
  '/swagger-ui.html',
  '/openapi.json',
  '/graphql',
  '/debug/pprof/',
  '/actuator/env',
  '/server-status',
  '/.env',
  '/.git/config',
  '/package.json',
  '/main.js.map',
  '/parley.sqlite',
  '/data/parley.sqlite',
  '/..%2f..%2fetc%2fpasswd',
  '/socket.io/socket.io.js',
  '/socket.io/admin',
];

describe('every route', () => {
  let api: TestApi;
  let ann: Awaited<ReturnType<TestApi['signedIn']>>;
  const pathOf = (name: RouteName) =>
    routeOf(name)
      .path.replaceAll(':roomId', 'abcd-efgh-jkmn')
      .replaceAll(':index', '0')
      .replaceAll(/:\w+/g, anId);
  const bodyOf = (name: RouteName) => {
    const { body, method } = routeOf(name);
    if (method === 'GET' || method === 'DELETE') return undefined;
    return Buffer.from(JSON.stringify(body ? sampleOf(body) : {}));
  };

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());

  it.each(closed)('%s is closed to strangers of a fresh installation', async (name) => {
    const { method } = routeOf(name);
    const headers = { 'content-type': 'application/json' };
    const reply = await api.agent().send(method, pathOf(name), { body: bodyOf(name), headers });
    expect([reply.status, reply.error.code]).toEqual([401, 'unauthenticated']);
  });

  it('that strangers may ask is one of those that somebody decided on', () => {
    const open = names.filter((name) => routeOf(name).access === 'public');
    const undecided = open.filter(
      (name) => !forStrangers.some((pattern) => pattern.test(routeOf(name).path)),
    );
    expect(undecided).toEqual([]);
  });

  it.each(curiosities)('and nothing else is there: %s', async (path) => {
    const reply = await api.agent().get(path);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  });

  describe('that writes', () => {
    beforeAll(async () => {
      ann = await api.signedIn();
    });

    it.each(writing)('%s takes nothing from another site, signed in or not', async (name) => {
      const { method } = routeOf(name);
      const foreign = { origin: 'https://evil.example', 'content-type': 'text/plain' };
      for (const headers of [
        foreign,
        { ...foreign, 'content-type': 'application/json' },
        { ...foreign, origin: 'null' },
        { ...foreign, origin: undefined },
        { ...foreign, origin: undefined, 'sec-fetch-site': 'cross-site' },
      ]) {
        const reply = await ann.send(method, pathOf(name), { body: bodyOf(name), headers });
        expect([reply.status, reply.error.code]).toEqual([403, 'forbidden']);
      }
      expect((await ann.get('/api/accounts/me')).status).toBe(200);
    });
  });

  it.each([...new Set(names.map((name) => routeOf(name).path))])(
    '%s tells other sites nothing, and TRACE gives nothing back',
    async (path) => {
      const target = path.replaceAll(/:\w+/g, anId);
      for (const method of ['OPTIONS', 'TRACE']) {
        const headers = {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'x-canary': 'canary-4711',
        };
        const reply = await api.agent().send(method, target, { headers });
        expect(reply.status).toBeGreaterThanOrEqual(400);
        expect(reply.status).toBeLessThan(500);
        expect(JSON.stringify(reply)).not.toMatch(/canary-4711|access-control-allow/);
      }
    },
  );

  it('has bad requests made of it, objects in place of every field among them', () => {
    for (const name of names)
      expect(badRequestsTo(name, 'abcd-efgh-jkmn').length).toBeGreaterThan(10);
    const fields = badRequestsTo('createRoom', 'abcd-efgh-jkmn').map(({ what }) => what);
    expect(fields).toContain('createRoom, body .name: an operator');
    expect(fields).toContain('createRoom, body .ceilings.videoKbps: a condition');
  });
});
