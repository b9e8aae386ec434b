import { connect } from 'node:net';
import { limits } from '@parley/contract';
import { startApi, type TestApi } from '../testing/start-api';

const signUp = { name: 'Ann', email: 'ann@parley.test', password: 'long enough for this' };
const json = (text: string) => Buffer.from(text);
const asJson = { 'content-type': 'application/json' };

describe('bad requests', () => {
  let api: TestApi;
  let ann: Awaited<ReturnType<TestApi['signedIn']>>;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
    ann = await api.signedIn();
  });
  afterAll(() => api.close());

  const expectTyped = (reply: { status: number; text: string }, code: string) => {
    expect(JSON.parse(reply.text)).toMatchObject({ ok: false, error: { code } });
    expect(reply.text.length).toBeLessThan(2_000);
    expect(reply.text).not.toMatch(/\bat .+:\d+|node_modules|Error:/);
  };

  it.each<[string, Buffer]>([
    ['nothing', json('')],
    ['null', json('null')],
    ['an array', json('[]')],
    ['a text', json('"text"')],
    ['a number', json('1e400')],
    ['half an object', json('{"name":')],
    ['two values', json('{}{}')],
    ['an object in place of a text', json('{"name":{"$ne":1}}')],
    ['an array in place of a text', json('{"name":["a"]}')],
    ['a number in place of a text', json('{"name":9007199254740993}')],
    ['nothing but invisible letters', json('{"name":"\\u200b\\u202e"}')],
    ['an unknown key', json('{"name":"a","ownerId":"b"}')],
    ['an own __proto__', json('{"name":"a","__proto__":{"isAdministrator":true}}')],
    ['a constructor', json('{"name":"a","constructor":{"prototype":{"x":1}}}')],
    ['toString', json('{"name":"a","toString":"x"}')],
    ['deep arrays', json('['.repeat(30_000) + ']'.repeat(30_000))],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['UTF-8 broken inside a text', Buffer.from('{"name":"a\xff"}', 'latin1')],
  ])('with %s as body are invalid', async (_what, body) => {
    const reply = await ann.post('/api/rooms', body, { headers: asJson });
    expect(reply.status).toBe(400);
    expectTyped(reply, 'invalid');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'as %s, which a foreign form can send, are invalid',
    async (contentType) => {
      const body = json('{"name":"a"}');
      const reply = await ann.post('/api/rooms', body, {
        headers: { 'content-type': contentType },
      });
      expectTyped(reply, 'invalid');
    },
  );

  it.each([
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json; charset=koi8-r' },
  ])('with %p are invalid', async (headers) => {
    const reply = await ann.post('/api/rooms', json('{"name":"a"}'), {
      headers: { ...asJson, ...headers },
    });
    expectTyped(reply, 'invalid');
  });

  it('that are too large are refused, also when they do not say how large they are', async () => {
    const body = json(JSON.stringify({ name: 'a'.repeat(limits.jsonBodyBytes) }));
    const reply = await ann.post('/api/rooms', body, { headers: asJson });
    expect(reply.status).toBe(413);
    expectTyped(reply, 'too-large');
    const chunked = await ann.post('/api/rooms', body, {
      headers: { ...asJson, 'transfer-encoding': 'chunked' },
    });
    expectTyped(chunked, 'too-large');
  });

  it.each([
    '/api/rooms?limit=1',
    '/api/rooms?sort=id;drop',
    '/api/accounts/me?__proto__[x]=1',
    '/api/rooms/..%2f..%2fetc',
    '/api/rooms/%00',
    '/api/rooms/..;',
    '/api/rooms/%E0%A4%A',
    `/api/rooms/${'a'.repeat(4_000)}`,
    '/api/rooms/a%0d%0aSet-Cookie:x',
    '/api/rooms/[object%20Object]',
    '/api/rooms/abcd-efgh-jkmn?id=1&id=2',
  ])('to %s are invalid', async (path) => {
    const reply = await ann.get(path);
    expect(reply.status).toBe(400);
    expectTyped(reply, 'invalid');
  });

  it.each([
    ['TRACE', '/api/rooms'],
    ['PATCH', '/api/rooms'],
    ['PUT', '/api/accounts'],
    ['DELETE', '/api/accounts/me'],
    ['PUT', '/api/sessions'],
    ['GET', '/api/nowhere'],
    ['GET', '/nowhere'],
  ])('with %s to %s find nothing', async (method, path) => {
    const reply = await ann.send(method, path);
    expect(reply.status).toBe(404);
    expectTyped(reply, 'not-found');
  });

  it('cannot dress a GET up as another method', async () => {
    const reply = await ann.get('/api/sessions/current', {
      headers: { 'x-http-method-override': 'DELETE' },
    });
    expect(reply.status).toBe(404);
    expect((await ann.get('/api/accounts/me')).status).toBe(200);
  });

  it('name the wrong fields, not their values', async () => {
    const secret = 'canary-4711';
    const { error, text } = await api
      .agent()
      .post('/api/accounts', { ...signUp, email: secret, password: 'short', [secret]: 1 });
    const paths = error.issues?.map(({ path }) => path).sort();
    expect(paths).toEqual(['body', 'body.email', 'body.password']);
    expect(text).not.toContain(secret);
  });

  it.each([
    [
      'lengths that contradict each other',
      'POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a head without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`],
    ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n'],
  ])('with %s are closed', async (_what, bytes) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => socket.write(bytes));
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      // Closing in the middle of what we send comes as a reset.
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? resolve(text || 'reset') : reject(error),
      );
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d |^reset$/);
  });

  it('leave the server as it was', async () => {
    expect((await ann.get('/api/rooms')).json()).toEqual([]);
    expect((await api.agent().get('/healthz')).status).toBe(200);
    expect(({} as Record<string, unknown>)['isAdministrator']).toBeUndefined();
    expect(api.log()).not.toContain('request failed');
  });
});
