import type { Account, AdminAccount, AdminRoom, Room, ServerHealth } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';
import { administratorOf } from './testing/administrator';

type SignedIn = Agent & { readonly account: Account };
interface Page<Item> {
  readonly items: Item[];
  readonly total: number;
}

describe.each(databases)('administrators on %s', (database) => {
  let api: TestApi;
  let ada: SignedIn;
  let bob: SignedIn;
  const settings = { TURN_URLS: 'turn:turn.example', TURN_SECRET: 'canary secret of the relay' };
  beforeAll(async () => {
    api = await startApi({ database, settings });
    ada = await administratorOf(api);
    bob = await api.signedIn('Bob 100%_');
  });
  afterAll(() => api.close());

  const people = async (query = '') =>
    (await ada.get(`/api/admin/accounts${query}`)).json<Page<AdminAccount>>();
  const change = (person: SignedIn, body: object, by: Agent = ada) =>
    by.patch(`/api/admin/accounts/${person.account.id}`, body);
  const signIn = (person: SignedIn, agent = api.agent()) =>
    agent.post('/api/sessions', { email: person.account.email, password: testPassword });

  it('find people by a part of name or email, as it was typed', async () => {
    const zoe = await api.signedIn('ÖZGE');
    expect((await people('?search=b%20100%25_')).items).toMatchObject([{ name: 'Bob 100%_' }]);
    expect((await people('?search=%25')).total).toBe(1);
    expect((await people('?search=ÖZ')).items).toMatchObject([{ id: zoe.account.id }]);
    expect((await people('?search=ADA@parley')).items).toMatchObject([{ isAdministrator: true }]);
    expect((await people('?search=nobody')).items).toEqual([]);
  });

  it('see people sorted and page by page', async () => {
    for (const name of ['anton', 'Berta', 'cäsar']) await api.signedIn(name);
    const all = await people('?sort=name&pageSize=100');
    const names = all.items.map(({ name }) => name.toLowerCase());
    expect(names.indexOf('anton')).toBeLessThan(names.indexOf('berta'));
    expect(names.indexOf('berta')).toBeLessThan(names.indexOf('cäsar'));
    const pages = [await people('?pageSize=2&page=1'), await people('?pageSize=2&page=2')];
    const parts = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(parts).toEqual(all.items.slice(0, 4).map(({ id }) => id));
    const newest = await people('?sort=createdAt&order=descending&pageSize=1');
    expect(newest.items[0]?.name).toBe('cäsar');
  });

  it.each(
    ['accounts', 'rooms', 'recordings', 'invitations', 'audit'].flatMap((list) =>
      [
        ...['pageSize=1e9', 'pageSize=101', 'pageSize=0', 'pageSize=-1', 'page=-1', 'page=0'],
        ...['page=1e9', 'page=99999', 'page[]=1', 'page=1&page=2', 'limit=1', 'offset=5'],
        ...['sort=id;drop', 'sort=passwordHash', 'order=DESC', 'sort[]=name', 'search[$ne]=x'],
      ].map((query) => [list, query] as const),
    ),
  )('get no list of %s with %s', async (list, query) => {
    const reply = await ada.get(`/api/admin/${list}?${query}`);
    expect([reply.status, reply.error.code]).toEqual([400, 'invalid']);
  });

  it('make and unmake administrators, whose rights change with the next request', async () => {
    expect((await bob.get('/api/admin/accounts')).error.code).toBe('forbidden');
    expect((await change(bob, { isAdministrator: true })).json()).toMatchObject({
      isAdministrator: true,
    });
    expect((await bob.get('/api/admin/accounts')).status).toBe(200);
    await change(bob, { isAdministrator: false });
    expect((await bob.get('/api/admin/accounts')).error.code).toBe('forbidden');
  });

  it('can never all be gone', async () => {
    for (const body of [{ isAdministrator: false }, { isDisabled: true }])
      expect((await change(ada, body)).error.code).toBe('last-administrator');
    await change(bob, { isAdministrator: true });
    await change(bob, { isDisabled: true });
    // A disabled one is no help.
    expect((await change(ada, { isAdministrator: false })).error.code).toBe('last-administrator');
    await change(bob, { isDisabled: false, isAdministrator: false });
  });

  it('can never all be gone, though two unmake each other at once', async () => {
    const eve = await api.signedIn('Eve');
    await change(eve, { isAdministrator: true });
    for (let round = 0; round < 5; round += 1) {
      const replies = await Promise.all([
        change(eve, { isAdministrator: false }, ada),
        change(ada, { isAdministrator: false }, eve),
      ]);
      const admins = (await Promise.all([ada, eve].map((who) => who.get('/api/admin/health'))))
        .map(({ status }) => status)
        .sort();
      expect(admins[0]).toBe(200);
      const left = replies[0].status === 200 ? ada : eve;
      for (const who of [ada, eve]) await change(who, { isAdministrator: true }, left);
    }
    await change(eve, { isAdministrator: false });
  });

  it('disable an account, which is out everywhere at once and nowhere in again', async () => {
    const carl = await api.signedIn('Carl');
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const page = await room.join('Carl', carl);
    expect((await change(carl, { isDisabled: true })).json()).toMatchObject({ isDisabled: true });
    await page.gone;
    await host.sees('meetings:participant-left', ({ participantId }) => participantId === page.id);
    expect((await carl.get('/api/accounts/me')).error.code).toBe('unauthenticated');
    expect((await signIn(carl)).error.code).toBe('account-disabled');
    const wrong = { email: carl.account.email, password: 'wrong password' };
    expect((await api.agent().post('/api/sessions', wrong)).error.code).toBe('credentials-wrong');
    await change(carl, { isDisabled: false });
    expect((await signIn(carl)).status).toBe(200);
    room.close();
  });

  it('hand out a link for a new password, for one use', async () => {
    const reply = await ada.post(`/api/admin/accounts/${bob.account.id}/password-link`);
    const token = reply.json<{ link: string }>().link.split('#token=')[1];
    const use = () =>
      api.agent().post('/api/password-resets/use', { token, password: `${testPassword} 2` });
    const codes = await Promise.all(Array.from({ length: 10 }, use));
    expect(codes.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await signIn(bob)).error.code).toBe('credentials-wrong');
  });

  it('see every room, end its meeting, and delete it', async () => {
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const find = async () =>
      (await ada.get(`/api/admin/rooms?search=${room.room.id}`)).json<Page<AdminRoom>>().items;
    expect(await find()).toMatchObject([
      { name: 'Standup', owner: { name: 'Hanna' }, meeting: { participantCount: 1 } },
    ]);
    const path = `/api/admin/rooms/${room.room.id}`;
    expect((await ada.delete(`${path}/meeting`)).status).toBe(204);
    await host.until(() => host.dismissals.length > 0);
    expect(host.dismissals).toMatchObject([{ reason: 'ended' }]);
    expect(await find()).toMatchObject([{ meeting: null }]);
    expect((await ada.delete(`${path}/meeting`)).status).toBe(204);
    const again = await room.joinAsHost();
    expect((await ada.delete(path)).status).toBe(204);
    await again.until(() => again.dismissals.length > 0);
    expect(again.dismissals).toMatchObject([{ reason: 'ended' }]);
    expect(await find()).toEqual([]);
    expect((await ada.delete(path)).error.code).toBe('not-found');
    room.close();
  });

  it('see how the server is, and none of its secrets', async () => {
    const room = await MeetingRoom.create(api);
    await room.joinAsHost();
    const reply = await ada.get('/api/admin/health');
    const health = reply.json<ServerHealth>();
    expect(health.database.kind).toBe(database === 'sqlite' ? 'SQLite' : 'PostgreSQL');
    expect(health.database.sizeBytes).toBeGreaterThan(0);
    expect(health.disk?.freeBytes).toBeLessThanOrEqual(health.disk?.totalBytes ?? 0);
    expect(health.meetings).toContainEqual(
      expect.objectContaining({ roomId: room.room.id, participantCount: 1, isRecording: false }),
    );
    expect(health.settings).toContainEqual({ name: 'TURN_SECRET', value: 'set' });
    expect(reply.text).not.toContain('canary secret');
    expect(reply.text).not.toContain('postgres://');
    room.close();
  });

  it('do not see passwords of rooms or people, hashed or not', async () => {
    await ada.post('/api/rooms', { name: 'Secret', password: 'canary-4711' });
    const texts = [];
    for (const list of ['accounts', 'rooms', 'recordings', 'invitations', 'audit'])
      texts.push((await ada.get(`/api/admin/${list}?pageSize=100`)).text);
    expect(texts.filter((text) => /canary-4711|argon2|passwordHash|tokenHash/.test(text))).toEqual(
      [],
    );
    expect(texts[1]).toContain('Secret');
    expect((await ada.get('/api/rooms')).json<Room[]>()).toHaveLength(1);
  });
});
