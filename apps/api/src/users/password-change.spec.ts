import { limits } from '@parley/contract';
import { Passwords } from '../auth/passwords';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';

const next = 'another horse another battery';

describe.each(databases)('changing the own password on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  const change = (agent: Agent, current: string, password = next, localAddress = '127.0.0.1') =>
    agent.post('/api/accounts/me/password', { current, password }, { localAddress });
  const signIn = async (email: string, password: string) => {
    const agent = api.agent();
    const { status } = await agent.post('/api/sessions', { email, password });
    return { agent, status };
  };
  const isSignedIn = async (agent: Agent) => (await agent.get('/api/accounts/me')).status === 200;

  it('needs the current one, ends every other session, and renews the own cookie', async () => {
    const ann = await api.signedIn();
    const { email } = ann.account;
    const { agent: other } = await signIn(email, testPassword);
    const before = ann.cookie;

    expect((await change(ann, 'wrong')).error.code).toBe('credentials-wrong');
    expect(await isSignedIn(other)).toBe(true);

    expect((await change(ann, testPassword)).status).toBe(204);
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(ann)).toBe(true);
    const thief = api.agent();
    thief.setCookies(before);
    expect(await isSignedIn(thief)).toBe(false);
    expect((await signIn(email, testPassword)).status).toBe(401);
    expect((await signIn(email, next)).status).toBe(200);
  });

  it('is no way to guess faster than at the sign-in', async () => {
    const ann = await api.signedIn();
    const codes = [];
    for (let guess = 0; guess <= limits.signInTriesPerAccount; guess += 1)
      codes.push((await change(ann, `guess ${guess}`, next, `127.0.6.${guess + 1}`)).error.code);
    expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(
      limits.signInTriesPerAccount,
    );
    expect(codes.at(-1)).toBe('too-many-tries');
    expect((await change(ann, testPassword, next, '127.0.7.1')).error.code).toBe('too-many-tries');
    // The owner still gets in from elsewhere: these tries are counted apart.
    expect((await signIn(ann.account.email, testPassword)).status).toBe(200);
  });

  it('happens once, when two who know it change it at once', async () => {
    const ann = await api.signedIn();
    const replies = await Promise.all(
      Array.from({ length: 5 }, (_, index) => change(ann, testPassword, `new password ${index}`)),
    );
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it.each(['short', '', 'x'.repeat(257)])('refuses a new one like %p', async (password) => {
    const ann = await api.signedIn();
    expect((await change(ann, testPassword, password)).error.code).toBe('invalid');
  });

  it('proves nothing without a password where there is one', async () => {
    const ann = await api.signedIn();
    const proof = api.get(Passwords).prove(ann.account.id, undefined, '127.0.0.1');
    await expect(proof).rejects.toMatchObject({ code: 'credentials-wrong' });
    expect((await ann.post('/api/accounts/me/deletion', {})).error.code).toBe('credentials-wrong');
  });
});
