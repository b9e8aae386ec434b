import { generateKeyPairSync } from 'node:crypto';
import type { Account, Passkey, PasskeyCreation, PasskeyRequest } from '@parley/contract';
import { IsNull } from 'typeorm';
import { AccountEntity } from '../auth/account.entity';
import { UnitOfWork } from '../database/unit-of-work';
import { type Agent, databases, type Reply, startApi, type TestApi } from '../testing/start-api';
import { PasskeyChallengeEntity } from './passkey-challenge.entity';
import { type Forgery, SoftwareAuthenticator } from './testing/software-authenticator';

const own = '/api/accounts/me/passkeys';
const origin = 'https://parley.test';

describe.each(databases)('passkeys on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database, settings: { PUBLIC_URL: origin } });
  });
  afterAll(() => api.close());

  const creation = async (agent: Agent) =>
    (await agent.post(`${own}/options`)).json<PasskeyCreation>();
  const request = async (agent: Agent) =>
    (await agent.post('/api/sessions/passkey/options')).json<PasskeyRequest>();
  const signIn = (agent: Agent, credential: unknown, localAddress = '127.0.0.1') =>
    agent.post('/api/sessions/passkey', { credential }, { localAddress });

  async function withPasskey(name = 'Phone') {
    const agent = await api.signedIn();
    const authenticator = new SoftwareAuthenticator(origin);
    const credential = authenticator.create(await creation(agent));
    const reply = await agent.post(own, { name, credential });
    expect(reply.status).toBe(200);
    return { agent, authenticator, account: agent.account, passkey: reply.json<Passkey>() };
  }

  /** Answers a fresh challenge, with something wrong about it, from addresses of its own. */
  let address = 1;
  async function triesToEnter(authenticator: SoftwareAuthenticator, forgery: Forgery = {}) {
    const agent = api.agent();
    const credential = authenticator.get(await request(agent), forgery);
    address += 1;
    return { agent, reply: await signIn(agent, credential, `127.0.5.${address}`) };
  }

  it('let their owner in, with a session of their own', async () => {
    const { account, authenticator } = await withPasskey();
    const { agent, reply } = await triesToEnter(authenticator);
    expect(reply.json<Account>().id).toBe(account.id);
    expect((await agent.get('/api/accounts/me')).json<Account>().id).toBe(account.id);
    expect((await triesToEnter(authenticator)).reply.status).toBe(200);
  });

  it('rotate the session: the cookie from before the sign-in is worth nothing', async () => {
    const { authenticator } = await withPasskey();
    const browser = await api.signedIn();
    const before = browser.cookie;
    const reply = await signIn(browser, authenticator.get(await request(browser)));
    expect(reply.status).toBe(200);
    const thief = api.agent();
    thief.setCookies(before);
    expect((await thief.get('/api/accounts/me')).status).toBe(401);
  });

  it('ask for a person who is verified, and for no authenticator that is known already', async () => {
    const { agent, authenticator, account } = await withPasskey();
    expect(await creation(agent)).toMatchObject({
      rp: { id: 'parley.test' },
      user: { name: account.email },
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: [{ id: authenticator.credentialId }],
    });
    expect(await request(api.agent())).toEqual({
      rpId: 'parley.test',
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: expect.any(Number),
      userVerification: 'required',
    });
  });

  it('are listed with their last use, renamed and deleted', async () => {
    const { agent, authenticator, passkey } = await withPasskey(' My\u202E phone ');
    expect(passkey).toMatchObject({ name: 'My phone', lastUsedAt: null });
    await triesToEnter(authenticator);
    const renamed = await agent.patch(`${own}/${passkey.id}`, { name: 'Tablet' });
    expect(renamed.json()).toMatchObject({ name: 'Tablet', lastUsedAt: expect.any(String) });
    expect((await agent.get(own)).json<Passkey[]>()).toEqual([renamed.json()]);
    expect((await agent.delete(`${own}/${passkey.id}`)).status).toBe(204);
    expect((await agent.get(own)).json()).toEqual([]);
    expect((await triesToEnter(authenticator)).reply.error.code).toBe('passkey-wrong');
  });

  it('of others look like passkeys that never were', async () => {
    const { passkey } = await withPasskey();
    const other = await api.signedIn();
    for (const reply of [
      await other.patch(`${own}/${passkey.id}`, { name: 'Mine' }),
      await other.delete(`${own}/${passkey.id}`),
    ])
      expect(reply.error.code).toBe('not-found');
  });

  it('let nobody in whose account is disabled', async () => {
    const { account, authenticator } = await withPasskey();
    await api
      .get(UnitOfWork)
      .run((manager) => manager.update(AccountEntity, { id: account.id }, { disabledAtMs: 1 }));
    const { agent, reply } = await triesToEnter(authenticator);
    expect(reply.error.code).toBe('account-disabled');
    expect((await agent.get('/api/accounts/me')).status).toBe(401);
  });

  const forgeries: [string, (authenticator: SoftwareAuthenticator) => Forgery][] = [
    ['signed for another origin', () => ({ origin: 'https://parley.test.evil.example' })],
    ['signed for another rpId', () => ({ rpId: 'evil.example' })],
    ['signed without verifying the person', () => ({ isVerified: false })],
    ['signed to make a passkey', () => ({ type: 'webauthn.create' })],
    [
      'signed with another key',
      () => ({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }),
    ],
    ['of nobody', () => ({ credentialId: 'bm9ib2R5' })],
    ['with the handle of another account', () => ({ userHandle: 'c29tZWJvZHk' })],
  ];
  it.each(forgeries)('let nobody in with an answer %s', async (_what, forge) => {
    const { authenticator } = await withPasskey();
    const { agent, reply } = await triesToEnter(authenticator, forge(authenticator));
    expect(reply.error.code).toBe('passkey-wrong');
    expect((await agent.get('/api/accounts/me')).status).toBe(401);
    expect((await triesToEnter(authenticator)).reply.status).toBe(200);
  });

  it('are refused when their counter did not grow: there is a copy', async () => {
    const { authenticator } = await withPasskey();
    expect((await triesToEnter(authenticator, { counter: 7 })).reply.status).toBe(200);
    for (const counter of [7, 6, 0])
      expect((await triesToEnter(authenticator, { counter })).reply.error.code).toBe(
        'passkey-wrong',
      );
    expect((await triesToEnter(authenticator, { counter: 8 })).reply.status).toBe(200);
  });

  it('answer a challenge once: replayed, the same answer is refused', async () => {
    const { authenticator } = await withPasskey();
    const agent = api.agent();
    const credential = authenticator.get(await request(agent));
    expect((await signIn(agent, credential)).status).toBe(200);
    expect((await signIn(agent, credential)).error.code).toBe('passkey-expired');
  });

  it('answer a challenge once also after a wrong answer', async () => {
    const { authenticator } = await withPasskey();
    const agent = api.agent();
    const options = await request(agent);
    const wrong = authenticator.get(options, { isVerified: false });
    expect((await signIn(agent, wrong, '127.0.6.1')).error.code).toBe('passkey-wrong');
    const right = authenticator.get(options);
    expect((await signIn(agent, right, '127.0.6.1')).error.code).toBe('passkey-expired');
  });

  it('let one in of fifty that use a challenge at once', async () => {
    const { authenticator } = await withPasskey();
    const agent = api.agent();
    const options = await request(agent);
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        signIn(agent, authenticator.get(options), `127.0.7.${index + 1}`),
      ),
    );
    const codes = replies.map((reply) => (reply.status === 200 ? 'in' : reply.error.code)).sort();
    expect(codes).toEqual(['in', ...Array<string>(49).fill('passkey-expired')]);
  });

  it('answer challenges of their own browser only', async () => {
    const { authenticator } = await withPasskey();
    const victim = api.agent();
    const credential = authenticator.get(await request(victim));
    const other = api.agent();
    await request(other);
    for (const agent of [other, api.agent()])
      expect((await signIn(agent, credential)).error.code).toBe('passkey-expired');
    expect((await signIn(victim, credential)).status).toBe(200);
  });

  it('answer no challenge that was made up, or given for something else', async () => {
    const { agent, authenticator } = await withPasskey();
    const { challenge } = await creation(agent);
    const options = await request(agent);
    for (const wrong of ['a'.repeat(43), challenge]) {
      const credential = authenticator.get(options, { challenge: wrong });
      expect((await signIn(agent, credential)).error.code).toBe('passkey-expired');
    }
    const stranger = new SoftwareAuthenticator(origin);
    const credential = stranger.create(await creation(agent), { challenge: options.challenge });
    expect((await agent.post(own, { name: 'X', credential })).error.code).toBe('passkey-expired');
  });

  it('answer no challenge that is too old', async () => {
    const { authenticator } = await withPasskey();
    const agent = api.agent();
    const credential = authenticator.get(await request(agent));
    await api
      .get(UnitOfWork)
      .run((manager) =>
        manager.update(PasskeyChallengeEntity, { accountId: IsNull() }, { expiresAtMs: 1 }),
      );
    expect((await signIn(agent, credential)).error.code).toBe('passkey-expired');
  });

  it.each<[string, Forgery]>([
    ['for another origin', { origin: 'https://evil.example' }],
    ['for another rpId', { rpId: 'evil.example' }],
    ['without verifying the person', { isVerified: false }],
    ['to sign in', { type: 'webauthn.get' }],
  ])('are not kept when they were made %s', async (_what, forgery) => {
    const agent = await api.signedIn();
    const credential = new SoftwareAuthenticator(origin).create(await creation(agent), forgery);
    expect((await agent.post(own, { name: 'X', credential })).error.code).toBe('passkey-wrong');
    expect((await agent.get(own)).json()).toEqual([]);
  });

  it('are not kept for an account that did not ask for them', async () => {
    const ann = await api.signedIn();
    const options = await creation(ann);
    const authenticator = new SoftwareAuthenticator(origin);
    const bob = await api.signedIn();
    bob.setCookies(ann.cookie.replace(/parley_session=[^;]+;?/, ''));
    const credential = authenticator.create(options);
    expect((await bob.post(own, { name: 'X', credential })).error.code).toBe('passkey-expired');
    expect((await ann.post(own, { name: 'X', credential })).status).toBe(200);
  });

  it('are kept once: a known credential is nobody else’s', async () => {
    const { authenticator } = await withPasskey();
    const thief = await api.signedIn();
    const credential = authenticator.create(await creation(thief));
    expect((await thief.post(own, { name: 'X', credential })).error.code).toBe('conflict');
  });

  it('are bounded in number', async () => {
    const agent = await api.signedIn();
    let reply: Reply | undefined;
    for (let count = 0; count <= 20; count += 1) {
      const options = await agent.post(`${own}/options`);
      if (options.status !== 200) reply = options;
      else {
        const credential = new SoftwareAuthenticator(origin).create(options.json());
        reply = await agent.post(own, { name: `Key ${count}`, credential });
      }
      if (count < 20) expect(reply.status).toBe(200);
    }
    expect(reply?.error.code).toBe('conflict');
  });

  it.each<[string, (good: ReturnType<SoftwareAuthenticator['get']>) => unknown]>([
    ['no JSON', (good) => ({ ...good.response, clientDataJSON: 'AAAA' })],
    ['authenticator data cut off', (good) => ({ ...good.response, authenticatorData: 'AAAA' })],
    ['an empty signature', (good) => ({ ...good.response, signature: '' })],
  ])('answer garbage with a refusal: %s', async (_what, spoil) => {
    const { authenticator } = await withPasskey();
    const agent = api.agent();
    const good = authenticator.get(await request(agent));
    const reply = await signIn(agent, { ...good, response: spoil(good) });
    expect(reply.error.code).toBe('passkey-wrong');
  });

  it('slow down whoever tries them out, by address', async () => {
    const { authenticator } = await withPasskey();
    const agent = api.agent();
    const options = await request(agent);
    const codes: string[] = [];
    for (let count = 0; count < 35; count += 1) {
      const reply = await signIn(
        agent,
        authenticator.get(options, { isVerified: false }),
        '127.0.8.1',
      );
      codes.push(reply.error.code);
    }
    expect(codes.filter((code) => code !== 'too-many-tries')).toHaveLength(30);
  });
});

describe('passkeys at an address that has none', () => {
  it.each([
    'http://192.0.2.7:3000',
    'http://parley.test',
    'https://[2001:db8::1]',
    'http://127.0.0.1:3000',
  ])('are refused with a reason: %s', async (publicUrl) => {
    const api = await startApi({ database: 'sqlite', settings: { PUBLIC_URL: publicUrl } });
    const reply = await api.agent().post('/api/sessions/passkey/options');
    await api.close();
    expect(reply.error.code).toBe('passkeys-unavailable');
  });

  it('work on this machine under its name', async () => {
    const api = await startApi({
      database: 'sqlite',
      settings: { PUBLIC_URL: 'http://localhost:3000' },
    });
    const reply = await api.agent().post('/api/sessions/passkey/options');
    await api.close();
    expect(reply.json()).toMatchObject({ rpId: 'localhost' });
  });
});
