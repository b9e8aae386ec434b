import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, limits } from '@parley/contract';
import { parseCookie } from 'cookie';
import { KnownDevicesService } from '../auth/known-devices.service';
import { PasswordHasher } from '../auth/password-hasher';
import { SetupTokensService } from '../auth/setup-tokens.service';
import { Refusal } from '../errors/refusal';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';

const person = (email: string, more: object = {}) => ({
  name: 'Ann',
  email,
  password: testPassword,
  ...more,
});

describe.each(databases)('accounts on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  it('are made by signing up, which signs in', async () => {
    const ann = api.agent();
    const reply = await ann.post(
      '/api/accounts',
      person(' Ann@Parley.Test ', { name: ' Ann\u202E ' }),
    );
    expect(reply.status).toBe(200);
    expect(reply.json<Account>()).toMatchObject({
      name: 'Ann',
      email: 'ann@parley.test',
      isAdministrator: false,
    });
    expect((await ann.get('/api/accounts/me')).json()).toEqual(reply.json());
    const cookies = reply.headers['set-cookie'] ?? [];
    const secret = '=[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly; SameSite=Lax$';
    expect(cookies).toEqual([
      expect.stringMatching(new RegExp(`^parley_device${secret}`)),
      expect.stringMatching(new RegExp(`^parley_session${secret}`)),
    ]);
  });

  it('have an email of their own, also when two sign up at once', async () => {
    const replies = await Promise.all(
      ['Race@parley.test', 'race@parley.test', 'RACE@parley.test '].map((email) =>
        api.agent().post('/api/accounts', person(email)),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const late = await api.agent().post('/api/accounts', person('race@parley.test'));
    expect(late.error.code).toBe('email-taken');
  });

  it('are entered with email and password, whatever the case of the email', async () => {
    await api.agent().post('/api/accounts', person('bob@parley.test'));
    const bob = api.agent();
    const reply = await bob.post('/api/sessions', {
      email: 'BOB@parley.test',
      password: testPassword,
    });
    expect(reply.status).toBe(200);
    expect((await bob.get('/api/accounts/me')).json()).toMatchObject({ email: 'bob@parley.test' });
  });

  it('never say whether email or password was wrong', async () => {
    await api.agent().post('/api/accounts', person('carol@parley.test'));
    const wrongPassword = await api
      .agent()
      .post('/api/sessions', { email: 'carol@parley.test', password: 'wrong' });
    const wrongEmail = await api
      .agent()
      .post('/api/sessions', { email: 'nobody@parley.test', password: testPassword });
    expect(wrongPassword.status).toBe(401);
    expect(wrongPassword.error.code).toBe('credentials-wrong');
    expect(wrongPassword.text).toBe(wrongEmail.text);
    expect(wrongPassword.headers['set-cookie']).toBeUndefined();
  });

  it('are left for good by signing out: the old cookie is worth nothing', async () => {
    const ann = await api.signedIn();
    const stolen = ann.cookie;
    const signedOut = await ann.delete('/api/sessions/current');
    expect(signedOut.json()).toEqual({ address: null });
    expect(ann.cookie).not.toContain('parley_session');
    const thief = api.agent();
    thief.setCookies(stolen);
    expect((await thief.get('/api/accounts/me')).error.code).toBe('unauthenticated');
  });

  it('get a new session at each sign-in, and the one before dies', async () => {
    const ann = await api.signedIn();
    const before = ann.cookie;
    await ann.post('/api/sessions', { email: ann.account.email, password: testPassword });
    expect(ann.cookie).not.toBe(before);
    const old = api.agent();
    old.setCookies(before);
    expect((await old.get('/api/accounts/me')).status).toBe(401);
    expect((await ann.get('/api/accounts/me')).status).toBe(200);
  });

  it.each(['', 'x', 'a'.repeat(43), '%00', '"quoted"', `${'a'.repeat(43)}; parley_session=x`])(
    'are nobody’s with the cookie %p',
    async (value) => {
      const stranger = api.agent();
      const headers = { cookie: `parley_session=${value}` };
      expect((await stranger.get('/api/accounts/me', { headers })).status).toBe(401);
    },
  );

  it('slow down guessing one account, from however many addresses', async () => {
    await api.agent().post('/api/accounts', person('dora@parley.test'));
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        api.agent().post(
          '/api/sessions',
          { email: 'dora@parley.test', password: `guess ${index}` },
          {
            localAddress: `127.0.1.${index + 1}`,
            headers: { 'x-forwarded-for': `192.0.2.${index}` },
          },
        ),
      ),
    );
    const evaluated = guesses.filter(({ error }) => error.code === 'credentials-wrong');
    expect(evaluated).toHaveLength(limits.signInTriesPerAccount);
    const refused = guesses.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('let nobody be shut out by a stranger’s guesses where they signed in before', async () => {
    const erin = api.agent();
    const email = 'erin@parley.test';
    await erin.post('/api/accounts', person(email));
    await erin.delete('/api/sessions/current');
    const signIn = async (agent: Agent, password: string, localAddress: string) =>
      (await agent.post('/api/sessions', { email, password }, { localAddress })).status;
    for (let guess = 0; guess < limits.signInTriesPerAccount; guess += 1)
      expect(await signIn(api.agent(), `guess ${guess}`, '127.0.3.1')).toBe(401);

    expect(await signIn(api.agent(), testPassword, '127.0.3.2')).toBe(429);
    const elsewhere = await api.signedIn();
    expect(await signIn(elsewhere, testPassword, '127.0.3.2')).toBe(429);
    expect(await signIn(erin, testPassword, '127.0.3.3')).toBe(200);

    // What is known of the browser is no way round the limit.
    for (let guess = 0; guess < limits.signInTriesPerAccount; guess += 1)
      expect(await signIn(erin, `guess ${guess}`, '127.0.3.4')).toBe(401);
    expect(await signIn(erin, testPassword, '127.0.3.5')).toBe(429);
  });

  it('count no try that a busy server did not look at', async () => {
    const email = 'fay@parley.test';
    await api.agent().post('/api/accounts', person(email));
    const busy = jest
      .spyOn(api.get(PasswordHasher), 'verify')
      .mockRejectedValue(Refusal.of('busy', 'Too many passwords are being checked'));
    const signIn = () =>
      api
        .agent()
        .post('/api/sessions', { email, password: testPassword }, { localAddress: '127.0.4.1' });
    for (let count = 0; count <= limits.signInTriesPerAccount; count += 1)
      expect((await signIn()).status).toBe(503);
    busy.mockRestore();
    expect((await signIn()).status).toBe(200);
  });

  it('remember a bounded number of browsers', async () => {
    const ann = await api.signedIn();
    const devices = api.get(KnownDevicesService);
    for (let index = 0; index < 25; index += 1)
      await devices.remember(ann.account.id, `device ${index}`);
    const known = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        devices.isKnown(ann.account.email, `device ${index}`),
      ),
    );
    expect(known.filter(Boolean)).toHaveLength(20);
    expect(known.at(-1)).toBe(true);
  });

  it('slow down one address, which cannot get round it by claiming others', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        api
          .agent()
          .post(
            '/api/sessions',
            { email: `nobody-${index}@parley.test`, password: 'guess' },
            { localAddress: '127.0.2.1', headers: { 'x-forwarded-for': `192.0.2.${index}` } },
          ),
      ),
    );
    const evaluated = guesses.filter(({ error }) => error.code === 'credentials-wrong');
    expect(evaluated).toHaveLength(limits.signInTriesPerAddress);
  });

  it('keep the password from every reply, log line and file', async () => {
    const canary = 'canary-password-4711-0815';
    const ann = api.agent();
    const replies = [
      await ann.post('/api/accounts', person('canary@parley.test', { password: canary })),
      await ann.post('/api/sessions', { email: 'canary@parley.test', password: canary }),
      await ann.post('/api/sessions', { email: 'x', password: canary, extra: canary }),
      await ann.post('/api/accounts', { password: canary, [canary]: canary }),
      await ann.post('/api/rooms', { name: 'Room', password: canary }),
      await ann.patch('/api/rooms/0000-0000-0000', { password: canary }),
      await ann.get('/api/rooms'),
    ];
    const seen = [...replies.map(({ text, headers }) => text + JSON.stringify(headers)), api.log()];
    const { dataDir } = api.settings;
    for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true }))
      if (file.isFile()) seen.push(await readFile(join(file.parentPath, file.name), 'latin1'));
    expect(seen.filter((text) => text.includes(canary))).toEqual([]);
    const secrets = Object.values(parseCookie(ann.cookie));
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) expect(api.log()).not.toContain(secret);
  });
});

describe.each(databases)('the first administrator on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database, settings: { SIGN_UP: 'invited' } });
  });
  afterAll(() => api.close());
  const signUp = (setupToken?: string, email = 'admin@parley.test') =>
    api.agent().post('/api/accounts', person(email, setupToken ? { setupToken } : {}));

  it('comes by the setup link only, where sign-up is by invitation', async () => {
    const status = await api.agent().get('/api/accounts/status');
    expect(status.json()).toEqual({ signUp: 'invited' });
    expect((await signUp()).error.code).toBe('sign-up-closed');
    expect((await signUp('a'.repeat(43))).error.code).toBe('setup-link-used');
  });

  it('comes by the newest link; the older one is dead', async () => {
    const tokens = api.get(SetupTokensService);
    const older = await tokens.renew();
    const newer = await tokens.renew();
    expect(older).toMatch(/^[\w-]{43}$/);
    expect((await signUp(older ?? '')).error.code).toBe('setup-link-used');
    expect(newer).not.toBe(older);
  });

  it('is one, when fifty use the link at once, and no further link is made', async () => {
    const tokens = api.get(SetupTokensService);
    const token = (await tokens.renew()) ?? '';
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => signUp(token, `admin-${index}@parley.test`)),
    );
    const winners = replies.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(winners[0]?.json()).toMatchObject({ isAdministrator: true });
    const codes = new Set(replies.filter((reply) => reply !== winners[0]).map((r) => r.error.code));
    expect([...codes]).toEqual(['setup-link-used']);
    expect(await tokens.renew()).toBeNull();
  });
});

describe('behind a trusted proxy', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', settings: { TRUST_PROXY: 'loopback' } });
  });
  afterAll(() => api.close());
  const tries = limits.signInTriesPerAddress + 5;

  it.each<[string, (index: number) => string, number]>([
    ['many addresses', (index) => `192.0.2.${index}`, 0],
    ['one address', () => '198.51.100.1', 5],
    ['IPv6 neighbours', (index) => `2001:db8::${index + 1}`, 5],
    ['what a client claims before it', (index) => `10.0.0.${index}, 198.51.100.2`, 5],
  ])('tries count for what the proxy names: %s', async (what, addressOf, refused) => {
    const replies = await Promise.all(
      Array.from({ length: tries }, (_, index) =>
        api
          .agent()
          .post(
            '/api/sessions',
            { email: `${what.replaceAll(' ', '-')}-${index}@parley.test`, password: 'guess' },
            { headers: { 'x-forwarded-for': addressOf(index) } },
          ),
      ),
    );
    const codes = replies.map(({ error }) => error.code);
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(refused);
    expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(tries - refused);
  });
});

describe('cookies under https', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({
      database: 'sqlite',
      settings: { PUBLIC_URL: 'https://meet.example' },
    });
  });
  afterAll(() => api.close());

  it('are never sent in the clear', async () => {
    const reply = await api.agent().post('/api/accounts', person('ann@parley.test'));
    expect(reply.headers['set-cookie']?.[0]).toContain('; Secure');
    expect(reply.headers['strict-transport-security']).toContain('max-age=');
  });
});
