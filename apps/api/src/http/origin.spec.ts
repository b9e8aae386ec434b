import { startApi, type TestApi } from '../testing/start-api';

describe('writes', () => {
  let api: TestApi;
  let ann: Awaited<ReturnType<TestApi['signedIn']>>;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
    ann = await api.signedIn();
  });
  afterAll(() => api.close());

  const write = (headers: Record<string, string | undefined>) =>
    ann.post('/api/rooms', { name: 'Room' }, { headers });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://parley.test' },
    { origin: 'http://parley.test:81' },
    { origin: 'http://parley.test.evil.example' },
    { origin: 'http://evil.example/http://parley.test' },
    { origin: undefined },
    { origin: undefined, 'sec-fetch-site': 'cross-site' },
    { origin: undefined, 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ])('with %p are refused, though the session is right', async (headers) => {
    const reply = await write(headers);
    expect([reply.status, reply.error.code]).toEqual([403, 'forbidden']);
  });

  it.each([
    { origin: 'http://parley.test' },
    { origin: undefined, 'sec-fetch-site': 'same-origin' },
    { origin: undefined, 'sec-fetch-site': 'none' },
  ])('with %p are taken', async (headers) => {
    expect((await write(headers)).status).toBe(200);
  });

  it('of foreign pages changed nothing, not even a sign-out', async () => {
    const reply = await ann.delete('/api/sessions/current', {
      headers: { origin: 'https://evil.example' },
    });
    expect(reply.error.code).toBe('forbidden');
    expect((await ann.get('/api/accounts/me')).status).toBe(200);
    expect((await ann.get('/api/rooms')).json()).toHaveLength(3);
  });

  it('get no permission from us when a foreign page asks beforehand', async () => {
    const reply = await ann.send('OPTIONS', '/api/rooms', {
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    const names = Object.keys(reply.headers).filter((name) => name.startsWith('access-control'));
    expect(names).toEqual([]);
  });
});
