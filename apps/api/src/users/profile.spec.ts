import type { Account } from '@parley/contract';
import { DataSource } from 'typeorm';
import { databases, startApi, type TestApi } from '../testing/start-api';

describe.each(databases)('a profile on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  it('has the name that its owner gives it, cleaned', async () => {
    const ann = await api.signedIn('Ann');
    const reply = await ann.patch('/api/accounts/me', { name: ' Ann\u202E  Marie ' });
    expect(reply.json<Account>()).toEqual({ ...ann.account, name: 'Ann Marie' });
    expect((await ann.get('/api/accounts/me')).json()).toEqual(reply.json());
  });

  it.each([
    ['isAdministrator', true],
    ['email', 'other@parley.test'],
    ['id', '7b0f9b0e-6a1e-4a55-9d2a-3f1c0a3b1a11'],
    ['passwordHash', 'x'],
    ['pictureId', '7b0f9b0e-6a1e-4a55-9d2a-3f1c0a3b1a11'],
    ['role', 'host'],
    ['createdAt', '2020-01-01T00:00:00.000Z'],
  ])('takes no %s along with the name', async (key, value) => {
    const ann = await api.signedIn('Ann');
    const reply = await ann.patch('/api/accounts/me', { name: 'Mallory', [key]: value });
    expect(reply.error.code).toBe('invalid');
    expect((await ann.get('/api/accounts/me')).json()).toEqual(ann.account);
  });

  it('makes nobody an administrator who says so at the sign-up', async () => {
    const more = [{ isAdministrator: true }, JSON.parse('{"__proto__":{"isAdministrator":true}}')];
    for (const [index, extra] of more.entries()) {
      const reply = await api.agent().post('/api/accounts', {
        name: 'Mallory',
        email: `mass-${index}@parley.test`,
        password: 'correct horse battery staple',
        ...(extra as object),
      });
      const made = reply.status === 200 && reply.json<Account>().isAdministrator;
      expect(made).toBe(false);
    }
    const rows: unknown[] = await api
      .get(DataSource)
      .query('SELECT 1 FROM "accounts" WHERE "name" = \'Mallory\' AND "isAdministrator"');
    expect(rows).toEqual([]);
  });
});
