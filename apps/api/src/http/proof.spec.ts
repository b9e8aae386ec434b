import { type RouteName, routes } from '@parley/contract';
import { DataSource } from 'typeorm';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';
import type { AnyRoute } from './contract-route';

const guarded = (Object.keys(routes) as RouteName[]).filter(
  (name) => (routes[name] as AnyRoute).needsProof,
);

describe.each(databases)('changing how an account is entered on %s', (database) => {
  let api: TestApi;
  let ann: Agent & { account: { id: string; email: string } };
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await api.signedIn('Ann');
  });

  /** As if it were a while ago. */
  const age = (set: string) =>
    api
      .get(DataSource)
      .query(`UPDATE "sessions" SET ${set} WHERE "accountId" = '${ann.account.id}'`);
  const ask = (name: RouteName) => {
    const { method, path } = routes[name] as AnyRoute;
    return ann.send(method, path.replace(':passkeyId', crypto.randomUUID()));
  };

  it('is each of these routes, and a new one is to be decided on', () => {
    expect(guarded.toSorted()).toEqual([
      ...['connectProvider', 'deletePasskey', 'disconnectProvider', 'startPasskey'],
    ]);
  });

  it.each(guarded)('by %s takes a sign-in of a short while ago', async (name) => {
    const outcome = async () => {
      const reply = await ask(name);
      return reply.status < 300 ? 'allowed' : reply.error.code;
    };
    const fresh = await outcome();
    expect(fresh).not.toBe('proof-needed');
    await age(`"provenAtMs" = ${Date.now() - 11 * 60_000}`);
    expect(await outcome()).toBe('proof-needed');
    const sessions = await ann.get('/api/sessions');
    await ann.post('/api/sessions', { email: ann.account.email, password: testPassword });
    expect(await outcome()).toBe(fresh);
    const [id, after] = [sessions, await ann.get('/api/sessions')].map(
      (reply) => reply.json<{ id: string }[]>()[0]?.id,
    );
    expect(after).toBe(id);
  });

  it('is not done by a session from before there was such a rule', async () => {
    await age('"provenAtMs" = 0');
    expect((await ask('startPasskey')).error.code).toBe('proof-needed');
  });

  it('takes it for the first password, and for deleting an account that has none', async () => {
    const { id } = ann.account;
    const forget = `UPDATE "accounts" SET "passwordHash" = NULL WHERE "id" = '${id}'`;
    await api.get(DataSource).query(forget);
    await age('"provenAtMs" = 0');
    const password = 'a password of a thief';
    const set = await ann.post('/api/accounts/me/password', { password });
    const gone = await ann.post('/api/accounts/me/deletion', {});
    expect([set.error.code, gone.error.code]).toEqual(['proof-needed', 'proof-needed']);
    await age(`"provenAtMs" = ${Date.now()}`);
    expect((await ann.post('/api/accounts/me/password', { password })).status).toBe(204);
  });
});
