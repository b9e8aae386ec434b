import type { OwnSession } from '@parley/contract';
import { DataSource } from 'typeorm';
import { SessionsService } from '../auth/sessions.service';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const dayMs = 24 * 60 * 60 * 1000;

describe.each(databases)('own sessions on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  const signIn = async (email: string, userAgent: string): Promise<Agent> => {
    const agent = api.agent();
    const headers = { 'user-agent': userAgent };
    await agent.post('/api/sessions', { email, password: testPassword }, { headers });
    return agent;
  };
  const list = async (agent: Agent) => (await agent.get('/api/sessions')).json<OwnSession[]>();
  const isSignedIn = async (agent: Agent) => (await agent.get('/api/accounts/me')).status === 200;

  it('are listed in words, with the one that asks first and nothing to steal', async () => {
    const ann = await api.signedIn();
    await signIn(ann.account.email, firefox);
    const phone = await signIn(ann.account.email, iphone);
    const reply = await phone.get('/api/sessions');
    const sessions = reply.json<OwnSession[]>();
    expect(sessions.map(({ browser, system, isCurrent }) => [browser, system, isCurrent])).toEqual([
      ['Safari', 'iPhone', true],
      ['Firefox', 'Linux', false],
      [null, null, false],
    ]);
    expect(reply.text).not.toMatch(/[0-9a-f]{64}|Mozilla/);
  });

  it('end one by one, by their owner only', async () => {
    const ann = await api.signedIn();
    const laptop = await signIn(ann.account.email, firefox);
    const [, other] = await list(ann);
    const path = `/api/sessions/${other?.id}`;
    expect((await (await api.signedIn()).delete(path)).error.code).toBe('not-found');
    expect(await isSignedIn(laptop)).toBe(true);
    expect((await ann.delete(path)).status).toBe(204);
    expect(await isSignedIn(laptop)).toBe(false);
    expect(await isSignedIn(ann)).toBe(true);
    expect((await ann.delete(path)).error.code).toBe('not-found');
  });

  it('end all but this one', async () => {
    const ann = await api.signedIn();
    const others = [
      await signIn(ann.account.email, firefox),
      await signIn(ann.account.email, iphone),
    ];
    const stranger = await api.signedIn();
    expect((await ann.delete('/api/sessions')).status).toBe(204);
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
    expect((await list(ann)).map(({ isCurrent }) => isCurrent)).toEqual([true]);
    expect(await isSignedIn(stranger)).toBe(true);
  });

  it('get a new cookie at each sign-in and stay the same session; the old cookie is dead', async () => {
    const ann = await api.signedIn();
    const before = { cookie: ann.cookie, sessions: await list(ann) };
    const credentials = { email: ann.account.email, password: testPassword };
    await ann.post('/api/sessions', credentials);
    expect((await list(ann)).map(({ id }) => id)).toEqual(before.sessions.map(({ id }) => id));
    const thief = api.agent();
    thief.setCookies(before.cookie);
    expect(await isSignedIn(thief)).toBe(false);
  });

  it('give nobody the session that a stranger planted before', async () => {
    const victim = await api.signedIn();
    const attacker = await api.signedIn();
    const planted = attacker.cookie;
    const browser = api.agent();
    browser.setCookies(planted);
    await browser.post('/api/sessions', { email: victim.account.email, password: testPassword });
    attacker.setCookies(planted);
    expect(await isSignedIn(attacker)).toBe(false);
    const { email } = (await browser.get('/api/accounts/me')).json<{ email: string }>();
    expect(email).toBe(victim.account.email);
  });

  it.each([
    ['unused for a fortnight', 'lastSeenAtMs', Date.now() - 14 * dayMs - 1_000],
    ['thirty days old, however much it is used', 'expiresAtMs', Date.now() - 1_000],
  ])('are over when one is %s', async (_what, column, value) => {
    const ann = await api.signedIn();
    const where = `WHERE "accountId" = '${ann.account.id}'`;
    await api.get(DataSource).query(`UPDATE "sessions" SET "${column}" = ${value} ${where}`);
    expect((await ann.get('/api/accounts/me')).error.code).toBe('unauthenticated');
  });

  it('say when they were seen, and write that down only now and then', async () => {
    const ann = await api.signedIn();
    const seen = async () => {
      const where = `WHERE "accountId" = '${ann.account.id}'`;
      const [row] = await api
        .get(DataSource)
        .query<{ at: string }[]>(`SELECT "lastSeenAtMs" AS at FROM "sessions" ${where}`);
      return Number(row?.at);
    };
    const first = await seen();
    await ann.get('/api/accounts/me');
    expect(await seen()).toBe(first);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(first + 6 * 60_000);
    await api.get(SessionsService).accountOf(ann.cookie);
    clock.mockRestore();
    // Behind the write in the same queue of units, or soon after it.
    while ((await seen()) === first);
    expect(await seen()).toBe(first + 6 * 60_000);
  });
});
