import type { Account, AccountInvitation, MadeAccountInvitation } from '@parley/contract';
import { DataSource } from 'typeorm';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';
import { administratorOf } from './testing/administrator';

describe.each(databases)('invitations to have an account on %s', (database) => {
  let api: TestApi;
  let ada: Agent;
  let people = 0;
  beforeAll(async () => {
    api = await startApi({ database, settings: { SIGN_UP: 'invited' } });
    ada = await administratorOf(api);
  });
  afterAll(() => api.close());

  const invite = async (body: object = {}) =>
    (await ada.post('/api/admin/invitations', body)).json<MadeAccountInvitation>();
  const secretOf = ({ link }: MadeAccountInvitation) => link.split('#invitation=')[1] ?? '';
  const signUp = (invitation: string, email = `invited-${(people += 1)}@parley.test`) =>
    api.agent().post('/api/accounts', { name: 'Ann', email, password: testPassword, invitation });
  const stateOf = async (id: string) => {
    const list = (await ada.get('/api/admin/invitations')).json<{ items: AccountInvitation[] }>();
    return list.items.find((one) => one.id === id)?.state;
  };

  it('let one person in where sign-up is closed', async () => {
    const made = await invite();
    expect(made.link).toMatch(/^http:\/\/parley\.test\/sign-up#invitation=[\w-]{43}$/);
    const reply = await signUp(secretOf(made));
    expect(reply.json<Account>()).toMatchObject({ name: 'Ann', isAdministrator: false });
    expect(await stateOf(made.invitation.id)).toBe('used');
    expect((await signUp(secretOf(made))).error.code).toBe('account-invitation-over');
    expect((await signUp('a'.repeat(43))).error.code).toBe('account-invitation-over');
  });

  it('are used once, when fifty use one at the same time', async () => {
    const secret = secretOf(await invite());
    const replies = await Promise.all(Array.from({ length: 50 }, () => signUp(secret)));
    const refused = replies.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(49);
    expect([...new Set(refused.map(({ error }) => error.code))]).toEqual([
      'account-invitation-over',
    ]);
  });

  it('make an administrator where one is wanted', async () => {
    const reply = await signUp(secretOf(await invite({ isAdministrator: true })));
    expect(reply.json<Account>().isAdministrator).toBe(true);
  });

  it('for one email are for no other, and stay good for that one', async () => {
    const secret = secretOf(await invite({ email: 'Bound@parley.test' }));
    expect((await signUp(secret, 'thief@parley.test')).error.code).toBe('account-invitation-over');
    expect((await signUp(secret, 'bound@parley.test')).status).toBe(200);
    const taken = await ada.post('/api/admin/invitations', { email: 'bound@parley.test' });
    expect(taken.error.code).toBe('email-taken');
  });

  it('that did not make an account are not used up', async () => {
    const secret = secretOf(await invite());
    expect((await signUp(secret, 'ada@parley.test')).error.code).toBe('email-taken');
    expect((await signUp(secret)).status).toBe(200);
  });

  it('are dead once revoked or too old', async () => {
    const [revoked, old] = [await invite(), await invite({ validDays: 1 })];
    const path = `/api/admin/invitations/${revoked.invitation.id}`;
    expect((await ada.delete(path)).status).toBe(204);
    expect((await ada.delete(path)).error.code).toBe('not-found');
    await api
      .get(DataSource)
      .query(
        `UPDATE "account_invitations" SET "expiresAtMs" = ${Date.now()} WHERE "id" = '${old.invitation.id}'`,
      );
    for (const made of [revoked, old])
      expect((await signUp(secretOf(made))).error.code).toBe('account-invitation-over');
    expect(await stateOf(revoked.invitation.id)).toBe('revoked');
    expect(await stateOf(old.invitation.id)).toBe('expired');
  });

  it('are told once: their secret is in no list, record or row', async () => {
    const secret = secretOf(await invite());
    const seen = [
      (await ada.get('/api/admin/invitations')).text,
      (await ada.get('/api/admin/audit')).text,
      JSON.stringify(await api.get(DataSource).query('SELECT * FROM "account_invitations"')),
      api.log(),
    ];
    expect(seen.filter((text) => text.includes(secret))).toEqual([]);
  });

  it.each([{ validDays: 0 }, { validDays: 91 }, { email: 'nobody' }, { role: 'x' }])(
    'are not made with %p',
    async (body) => {
      expect((await ada.post('/api/admin/invitations', body)).error.code).toBe('invalid');
    },
  );
});
