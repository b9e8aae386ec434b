import type { Account, ProviderAddress } from '@parley/contract';
import { type Agent, startApi, type TestApi } from '../testing/start-api';
import { ForgingProvider, type Wrongs } from './testing/forging-provider';

const soon = () => Math.floor(Date.now() / 1000);

describe('the answer of a provider', () => {
  let api: TestApi;
  let provider: ForgingProvider;
  let subjects = 0;
  beforeAll(async () => {
    provider = await ForgingProvider.start();
    api = await startApi({
      database: 'sqlite',
      settings: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'parley', OIDC_NAME: 'Forger' },
    });
  });
  afterAll(async () => {
    await api.close();
    await provider.close();
  });
  beforeEach(() => {
    provider.claims = {};
    provider.wrongs = {};
  });

  interface Back {
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly wrongs?: Wrongs;
    readonly query?: string;
  }
  /** One whole sign-in; gives where the browser ends up. */
  async function comesBack({ claims = {}, wrongs = {}, query = 'code=c' }: Back = {}) {
    const agent: Agent = api.agent();
    const reply = await agent.post('/api/oidc/sign-in', { thenPath: '/rooms' });
    const asked = new URL(reply.json<ProviderAddress>().address).searchParams;
    subjects += 1;
    const email = `person-${subjects}@example.org`;
    const sub = `subject-${subjects}`;
    provider.claims = { sub, email, email_verified: true, nonce: asked.get('nonce'), ...claims };
    provider.wrongs = wrongs;
    const back = await agent.get(`/api/oidc/callback?state=${asked.get('state')}&${query}`);
    return { agent, asked, location: back.headers.location, email };
  }

  it('lets in when everything about it is right', async () => {
    const { agent, location, asked, email } = await comesBack({
      claims: { name: ' Ann\u202E  Lee ' },
    });
    expect(location).toBe('/rooms');
    const account = (await agent.get('/api/accounts/me')).json<Account>();
    expect(account).toMatchObject({ name: 'Ann Lee', email });
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(provider.codes.at(-1)?.get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  it.each<[string, Back]>([
    ['alg none', { wrongs: { algorithm: 'none' } }],
    ['the public key as the secret of an HMAC', { wrongs: { algorithm: 'HS256' } }],
    ['a key that is not the provider’s', { wrongs: { isForeignKey: true } }],
    ['the nonce of another sign-in', { claims: { nonce: 'a'.repeat(43) } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'somebody-else' } }],
    ['an end in the past', { claims: { iat: soon() - 900, exp: soon() - 600 } }],
    ['a beginning in the future', { claims: { nbf: soon() + 600 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject without end', { claims: { sub: 'x'.repeat(300) } }],
    ['a code that the provider does not know', { wrongs: { isTokenRefused: true } }],
    ['the name of another issuer in the address', { query: 'code=c&iss=https://evil.example' }],
    ['an error of the provider', { query: 'error=server_error' }],
    ['neither code nor error', { query: '' }],
  ])('is refused with %s', async (_what, back) => {
    const { agent, location } = await comesBack(back);
    expect(location).toBe('/sign-in?trouble=provider-refused&then=%2Frooms');
    expect((await agent.get('/api/accounts/me')).status).toBe(401);
  });

  it('may be that the person said no', async () => {
    const { location } = await comesBack({ query: 'error=access_denied' });
    expect(location).toBe('/sign-in?trouble=provider-denied&then=%2Frooms');
  });

  it('counts for nobody without an email', async () => {
    const { location } = await comesBack({ claims: { email: undefined } });
    expect(location).toContain('trouble=provider-email-missing');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['too long', { name: 'x'.repeat(500) }, 'x'.repeat(64)],
    ['not a name', { name: '\u200B', preferred_username: 'ann' }, 'ann'],
    ['not even a text', { name: { first: 'Ann' }, preferred_username: 7 }, 'person'],
  ])('gives a clean name also where the claim is %s', async (_what, claims, name) => {
    const { agent } = await comesBack({ claims });
    const account = (await agent.get('/api/accounts/me')).json<Account>();
    expect(account.name.startsWith(name)).toBe(true);
    expect(account.name.length).toBeLessThanOrEqual(64);
  });
});

describe('a provider that says it is another', () => {
  it('is not used', async () => {
    const provider = await ForgingProvider.start();
    provider.wrongs = { issuer: 'https://evil.example' };
    const settings = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'parley' };
    const api = await startApi({ database: 'sqlite', settings });
    const reply = await api.agent().post('/api/oidc/sign-in', { thenPath: '/rooms' });
    await api.close();
    await provider.close();
    expect(reply.error.code).toBe('provider-unavailable');
    expect(api.log()).toContain('the provider cannot be used');
  });
});
