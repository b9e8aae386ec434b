import type { Account, AuditEntry } from '@parley/contract';
import { administratorOf } from '../admin/testing/administrator';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';

interface Page {
  readonly items: AuditEntry[];
  readonly total: number;
}

describe.each(databases)('what is written down on %s', (database) => {
  let api: TestApi;
  let ada: Agent & { readonly account: Account };
  beforeAll(async () => {
    api = await startApi({ database });
    ada = await administratorOf(api);
  });
  afterAll(() => api.close());

  const read = async (query = '') =>
    (await ada.get(`/api/admin/audit?pageSize=100${query}`)).json<Page>();
  const actionsOf = async (query: string) =>
    (await read(query)).items.map(({ action }) => action).reverse();

  it('is what an account does, from its making to its end', async () => {
    const bob = await api.signedIn('Bob');
    const path = `/api/admin/accounts/${bob.account.id}`;
    await bob.delete('/api/sessions/current');
    const credentials = { email: bob.account.email, password: testPassword };
    await bob.post('/api/sessions', credentials);
    await ada.patch(path, { isAdministrator: true });
    await ada.patch(path, { isAdministrator: false, isDisabled: true });
    await ada.patch(path, { isDisabled: false });
    await ada.post(`${path}/password-link`);
    expect(await actionsOf(`&person=${bob.account.id}`)).toEqual([
      ...['account-created', 'signed-out', 'signed-in', 'administrator-made'],
      ...['administrator-unmade', 'account-disabled', 'account-enabled', 'password-link-made'],
    ]);
  });

  it('is every wrong sign-in, without letting anybody fill the record', async () => {
    const eve = await api.signedIn('Eve');
    const before = (await read('&action=sign-in-failed')).total;
    const guess = (email: string, index: number) =>
      api
        .agent()
        .post(
          '/api/sessions',
          { email, password: 'canary guess' },
          { localAddress: `127.0.5.${index}` },
        );
    for (let index = 1; index <= 8; index += 1) {
      await guess(eve.account.email, index);
      await guess(`canary-typed-${index}@parley.test`, index);
    }
    const { items, total } = await read('&action=sign-in-failed');
    expect(total - before).toBe(2);
    expect(items.map(({ target }) => target?.name ?? null)).toEqual([null, 'Eve']);
    expect(JSON.stringify(items)).not.toContain('canary');
  });

  it('is what goes on in a room and its meeting, who did it and to whom', async () => {
    const room = await MeetingRoom.create(api, { hasLobby: true });
    const host = await room.joinAsHost();
    const bob = await room.open(await room.seat('Bob'));
    const cleo = await room.open(await room.seat('Cleo'));
    await host.ask('moderation:admit', { participantId: bob.id });
    await host.ask('moderation:deny', { participantId: cleo.id });
    await bob.enter();
    await host.ask('moderation:set-role', { participantId: bob.id, role: 'moderator' });
    await host.ask('moderation:set-lock', { isLocked: true });
    await host.ask('moderation:remove-participant', { participantId: bob.id, block: true });
    await host.ask('meetings:end', {});
    await room.owner.delete(`/api/rooms/${room.room.id}`);
    const query = `&roomId=${room.room.id}`;
    expect(await actionsOf(query)).toEqual([
      ...['room-created', 'meeting-started', 'admitted', 'admitted', 'denied', 'role-changed'],
      ...['lock-changed', 'blocked', 'meeting-ended', 'room-deleted'],
    ]);
    const { items } = await read(`${query}&action=blocked`);
    expect(items).toMatchObject([
      { actor: { name: 'Hanna' }, target: { name: 'Bob', accountId: null } },
    ]);
    room.close();
  });

  it('is found by person, action and time', async () => {
    const zora = await api.signedIn('Zora the Searched');
    const [entry] = (await read('&person=searched')).items;
    expect(entry).toMatchObject({
      action: 'account-created',
      actor: { accountId: zora.account.id },
    });
    const at = entry?.at ?? '';
    const later = new Date(Date.parse(at) + 1).toISOString();
    expect((await read(`&person=searched&from=${at}&to=${later}`)).total).toBe(1);
    expect((await read(`&person=searched&from=${later}`)).total).toBe(0);
    expect((await read('&person=searched&action=signed-out')).total).toBe(0);
  });

  it('is a table, in which nothing becomes a formula', async () => {
    await api.signedIn('=cmd|calc');
    const reply = await ada.get('/api/admin/audit.csv?action=account-created');
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [heads, newest] = reply.text.split('\r\n');
    expect(heads).toMatch(/^\uFEFFNumber,Time \(UTC\),Action,/);
    expect(newest).toContain(",account-created,'=cmd|calc,");
  });

  it('is whole after all of that', async () => {
    const reply = await ada.get('/api/admin/audit/verification');
    expect(reply.json()).toMatchObject({ brokenAt: null });
    expect(reply.json<{ entryCount: number }>().entryCount).toBeGreaterThan(20);
  });
});
