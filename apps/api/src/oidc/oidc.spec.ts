import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type {
  Account,
  ProviderAddress,
  ProviderConnection,
  SignedOut,
  SignUpStatus,
} from '@parley/contract';
import { AccountInvitations } from '../auth/account-invitations';
import { Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';
import { RealProvider } from './testing/real-provider';

const secret = 'a secret for trying out';
const settingsFor = (issuer: string, more: Readonly<Record<string, string>> = {}) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: 'parley',
  OIDC_CLIENT_SECRET: secret,
  OIDC_NAME: 'Example',
  ...more,
});

/** Begins a sign-in in this browser; gives the provider's address. */
async function begin(agent: Agent, thenPath = '/rooms'): Promise<string> {
  const reply = await agent.post('/api/oidc/sign-in', { thenPath });
  return reply.json<ProviderAddress>().address;
}
const whoIs = async (agent: Agent) => (await agent.get('/api/accounts/me')).json<Account>();
const connection = '/api/accounts/me/provider';

describe.each(databases)('signing in through a real provider, on %s', (database) => {
  let api: TestApi;
  let provider: RealProvider;
  beforeAll(async () => {
    provider = await RealProvider.start('http://parley.test/api/oidc/callback');
    api = await startApi({ database, settings: settingsFor(provider.issuer) });
  });
  afterAll(async () => {
    await api.close();
    await provider.stop();
  });

  async function enters(login: string, thenPath?: string) {
    const agent = api.agent();
    const back = await provider.signIn(await begin(agent, thenPath), login);
    return { agent, back, reply: await agent.get(back) };
  }

  it('makes an account without a password for a new person, and finds it again', async () => {
    const { agent, reply } = await enters('ines', '/recordings?search=x');
    expect([reply.status, reply.headers.location]).toEqual([303, '/recordings?search=x']);
    const account = await whoIs(agent);
    expect(account).toMatchObject({
      name: 'Ines',
      email: 'ines@example.org',
      isAdministrator: false,
      hasPassword: false,
    });
    expect((await whoIs((await enters('ines')).agent)).id).toBe(account.id);
  });

  it('gives a fresh session and ends the one before', async () => {
    const agent = await api.signedIn();
    const before = agent.cookie;
    await agent.get(await provider.signIn(await begin(agent), 'jo'));
    expect((await whoIs(agent)).email).toBe('jo@example.org');
    const old = api.agent();
    old.setCookies(before);
    expect((await old.get('/api/accounts/me')).status).toBe(401);
  });

  it('signs out here alone, unless the operator wants it everywhere', async () => {
    const { agent } = await enters('olga');
    expect((await agent.delete('/api/sessions/current')).json()).toEqual({ address: null });

    const settings = settingsFor(provider.issuer, { OIDC_SIGN_OUT: 'everywhere' });
    const other = await startApi({ database, settings });
    const olga = other.agent();
    await olga.get(await provider.signIn(await begin(olga), 'olga'));
    const { address } = (await olga.delete('/api/sessions/current')).json<SignedOut>();
    const page = new URL(address ?? '');
    expect(page.origin).toBe(provider.issuer);
    expect(Object.fromEntries(page.searchParams)).toEqual({
      ...{ client_id: 'parley', post_logout_redirect_uri: 'http://parley.test/sign-in' },
    });
    const asked = await new Agent(provider.issuer, provider.issuer).get(
      page.pathname + page.search,
    );
    expect(asked.status).toBe(200);
    // Who came with a password has nothing to do there.
    const ann = await other.signedIn('Ann');
    expect((await ann.delete('/api/sessions/current')).json()).toEqual({ address: null });
    await other.close();
  });

  it('asks whoever is signed in here to prove it anew there', async () => {
    const { agent } = await enters('nils');
    expect(new URL(await begin(agent)).searchParams.get('prompt')).toBe('login');
    expect(new URL(await begin(api.agent())).searchParams.has('prompt')).toBe(false);
  });

  it('never takes over an account that has the same email', async () => {
    const owner = api.agent();
    const person = { name: 'Kim', email: 'kim@example.org', password: testPassword };
    await owner.post('/api/accounts', person);
    const { agent, reply } = await enters('kim');
    expect(reply.headers.location).toBe('/sign-in?trouble=provider-email-known&then=%2Frooms');
    expect((await agent.get('/api/accounts/me')).status).toBe(401);
    expect((await owner.get(connection)).json<ProviderConnection>().connectedAt).toBeNull();
  });

  it('lets in whoever connected it on the account page, until they disconnect it', async () => {
    const owner = await api.signedIn();
    const { address } = (await owner.post(connection)).json<ProviderAddress>();
    const reply = await owner.get(await provider.signIn(address, 'lena'));
    expect(reply.headers.location).toBe('/account');
    expect((await owner.get(connection)).json()).toEqual({
      name: 'Example',
      connectedAt: expect.any(String),
    });
    expect((await whoIs((await enters('lena')).agent)).id).toBe(owner.account.id);
    expect((await owner.delete(connection)).status).toBe(204);
    expect((await whoIs((await enters('lena')).agent)).id).not.toBe(owner.account.id);
  });

  it('belongs to one account only', async () => {
    await enters('maja');
    const other = await api.signedIn();
    const { address } = (await other.post(connection)).json<ProviderAddress>();
    const reply = await other.get(await provider.signIn(address, 'maja'));
    expect(reply.headers.location).toBe('/account?trouble=provider-taken');
    expect((await other.get(connection)).json<ProviderConnection>().connectedAt).toBeNull();
  });

  it('stays where nothing else would let the account in', async () => {
    const { agent } = await enters('nora');
    expect((await agent.delete(connection)).error.code).toBe('last-way-in');
    expect((await whoIs((await enters('nora')).agent)).id).toBe((await whoIs(agent)).id);
  });

  it('connects nothing for whoever signed in here meanwhile', async () => {
    const browser = await api.signedIn();
    const { address } = (await browser.post(connection)).json<ProviderAddress>();
    const other = await api.signedIn('Other');
    const back = await provider.signIn(address, 'olga');
    browser.setCookies(other.cookie.replace(/parley_device=[^;]+;?/, ''));
    const reply = await browser.get(back);
    expect(reply.headers.location).toBe('/account?trouble=sign-in-expired');
    expect((await other.get(connection)).json<ProviderConnection>().connectedAt).toBeNull();
  });

  it('makes no account with an email that the provider says is not checked', async () => {
    const { reply } = await enters('unverified-pia');
    expect(reply.headers.location).toContain('trouble=provider-email-missing');
  });

  it('works with a code once, and in the browser that asked for it only', async () => {
    const victim = api.agent();
    const attacker = api.agent();
    const back = await provider.signIn(await begin(attacker), 'mallory');
    await begin(victim);
    const forged = await victim.get(back);
    expect(forged.headers.location).toBe('/sign-in?trouble=sign-in-expired');
    expect((await victim.get('/api/accounts/me')).status).toBe(401);
    expect((await attacker.get(back)).headers.location).toBe('/rooms');
    const again = await attacker.get(back);
    expect(again.headers.location).toBe('/sign-in?trouble=sign-in-expired');
  });

  it('lets one in of twenty that come back with the same code at once', async () => {
    const agent = api.agent();
    const back = await provider.signIn(await begin(agent), 'quentin');
    const replies = await Promise.all(Array.from({ length: 20 }, () => agent.get(back)));
    const places = replies.map(({ headers }) => headers.location).filter((at) => at === '/rooms');
    expect(places).toHaveLength(1);
  });

  it.each(['', '?', '?state=x&code=y', `?state=${'a'.repeat(43)}&code=y`, '?error=access_denied'])(
    'leads to the sign-in page with a forged state: %p',
    async (query) => {
      const agent = api.agent();
      await begin(agent);
      const reply = await agent.get(`/api/oidc/callback${query}`);
      expect([reply.status, reply.headers.location]).toEqual([
        303,
        '/sign-in?trouble=sign-in-expired',
      ]);
    },
  );

  it('goes on to paths of our own only', async () => {
    for (const thenPath of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/x',
      'x',
    ])
      expect((await api.agent().post('/api/oidc/sign-in', { thenPath })).error.code).toBe(
        'invalid',
      );
  });

  it('is told to the sign-in page by name', async () => {
    const status = (await api.agent().get('/api/accounts/status')).json<SignUpStatus>();
    expect(status).toEqual({ signUp: 'open', providerName: 'Example' });
  });

  it('keeps secret, codes and states out of the log', async () => {
    const { back } = await enters('rosa');
    const { code, state } = Object.fromEntries(new URLSearchParams(back.split('?')[1]));
    for (const word of [code ?? '', state ?? '', secret]) {
      expect(word.length).toBeGreaterThan(10);
      expect(api.log()).not.toContain(word);
    }
  });
});

describe('signing in through a provider', () => {
  it('lets in known and invited people only, where accounts are by invitation', async () => {
    const provider = await RealProvider.start('http://parley.test/api/oidc/callback');
    const api = await startApi({
      database: 'sqlite',
      settings: settingsFor(provider.issuer, { SIGN_UP: 'invited' }),
    });
    const agent = api.agent();
    const reply = await agent.get(await provider.signIn(await begin(agent), 'sven'));
    expect(reply.headers.location).toContain('trouble=sign-up-closed');
    expect((await agent.get('/api/accounts/me')).status).toBe(401);
    const wanted = { email: 'sven@example.org', isAdministrator: false, validDays: 1 };
    await api.get(AccountInvitations).make(wanted, { id: randomUUID(), name: 'Admin' });
    await agent.get(await provider.signIn(await begin(agent), 'sven'));
    expect((await whoIs(agent)).email).toBe('sven@example.org');
    const again = api.agent();
    await again.get(await provider.signIn(await begin(again), 'sven'));
    expect((await whoIs(again)).id).toBe((await whoIs(agent)).id);
    await api.close();
    await provider.stop();
  });

  it('waits for no provider: the server starts, and says that it is away', async () => {
    // An address that is only free is another server's a moment later.
    const nobody = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    const settings = settingsFor(`http://127.0.0.1:${port}`);
    const api = await startApi({ database: 'sqlite', settings });
    const reply = await api.agent().post('/api/oidc/sign-in', { thenPath: '/rooms' });
    expect([reply.status, reply.error.code]).toEqual([503, 'provider-unavailable']);
    expect(api.log()).toContain('the provider cannot be reached');
    await api.close();
    nobody.close();
  });

  it('is not there where none is set up', async () => {
    const api = await startApi({ database: 'sqlite' });
    const agent = await api.signedIn();
    expect((await agent.post('/api/oidc/sign-in', { thenPath: '/' })).error.code).toBe('not-found');
    expect((await agent.get(connection)).json()).toEqual({ name: null, connectedAt: null });
    expect((await agent.get('/api/accounts/status')).json()).toEqual({ signUp: 'open' });
    await api.close();
  });
});
