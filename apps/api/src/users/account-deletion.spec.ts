import { DataSource } from 'typeorm';
import { SetupTokensService } from '../auth/setup-tokens.service';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { databases, startApi, type TestApi, testPassword } from '../testing/start-api';

describe.each(databases)('deleting the own account on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());
  const path = '/api/accounts/me/deletion';

  it('needs the password', async () => {
    const ann = await api.signedIn();
    expect((await ann.post(path, { password: 'wrong' })).error.code).toBe('credentials-wrong');
    expect((await ann.get('/api/accounts/me')).status).toBe(200);
  });

  it('takes along sessions and rooms, and ends the meetings in them', async () => {
    const ann = await api.signedIn('Ann');
    const other = api.agent();
    await other.post('/api/sessions', { email: ann.account.email, password: testPassword });
    const meeting = await MeetingRoom.create(api, {}, ann);
    const guest = await meeting.join('Guest');

    expect((await ann.post(path, { password: testPassword })).status).toBe(204);
    await guest.gone;
    expect(guest.dismissals.map(({ reason }) => reason)).toEqual(['ended']);
    expect((await meeting.door()).error.code).toBe('room-unknown');
    expect(ann.cookie).not.toContain('parley_session');
    expect((await other.get('/api/accounts/me')).status).toBe(401);
    const credentials = { email: ann.account.email, password: testPassword };
    expect((await api.agent().post('/api/sessions', credentials)).status).toBe(401);
    for (const table of ['rooms', 'sessions', 'accounts', 'pictures', 'known_devices']) {
      const column = { rooms: 'ownerId', accounts: 'id' }[table] ?? 'accountId';
      const rows: unknown[] = await api
        .get(DataSource)
        .query(`SELECT 1 FROM "${table}" WHERE "${column}" = '${ann.account.id}'`);
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it('is not for the last administrator, also when two go at once', async () => {
    const administrators = [api.agent(), api.agent()];
    for (const [index, agent] of administrators.entries()) {
      const setupToken = await api.get(SetupTokensService).renew();
      await agent.post('/api/accounts', {
        name: 'Admin',
        email: `admin-${index}@parley.test`,
        password: testPassword,
        ...(setupToken !== null && { setupToken }),
      });
    }
    await api
      .get(DataSource)
      .query('UPDATE "accounts" SET "isAdministrator" = true WHERE "name" = \'Admin\'');
    const replies = await Promise.all(
      administrators.map((agent) => agent.post(path, { password: testPassword })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409]);
    const kept = replies.find(({ status }) => status === 409);
    expect(kept?.error.code).toBe('last-administrator');
  });
});
