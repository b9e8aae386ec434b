import type { Door, Invitation, NewInvitation, Room, Seat } from '@parley/contract';
import { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { databases, startApi, type Agent, type TestApi } from '../testing/start-api';
import { LiftedRates } from '../realtime/testing/lifted-rates';

describe.each(databases)('invitations to rooms on %s', (database) => {
  let api: TestApi;
  let hanna: Agent;
  const pages: PageInMeeting[] = [];
  beforeAll(async () => {
    api = await startApi({ database, realtime: { rates: new LiftedRates() } });
    hanna = await api.signedIn('Hanna');
  });
  afterAll(async () => {
    for (const page of pages) page.close();
    await api.close();
  });

  const create = async (body: object = {}) =>
    (await hanna.post('/api/rooms', { name: 'Council', onlyInvited: true, ...body })).json<Room>();
  const invite = async ({ id }: Room, body: object = {}) =>
    (
      await hanna.post(`/api/rooms/${id}/invitations`, { label: 'Press', ...body })
    ).json<NewInvitation>();
  const list = async ({ id }: Room) =>
    (await hanna.get(`/api/rooms/${id}/invitations`)).json<Invitation[]>();
  const ask = ({ id }: Room, body: object = {}, agent = api.agent()) =>
    agent.post(`/api/rooms/${id}/admissions`, { name: 'Gus', ...body });
  const door = async ({ id }: Room, agent = api.agent()) =>
    (await agent.get(`/api/rooms/${id}/door`)).json<Door>();
  const enter = async (seat: Seat) => {
    const page = await PageInMeeting.open(api.url, seat);
    pages.push(page);
    await page.enter();
    return page;
  };

  it('have a secret of 256 bits that is told once and kept by nobody', async () => {
    const room = await create();
    const { link, secret } = await invite(room);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(link).toBe(`http://parley.test/r/${room.id}#i=${secret}`);
    const other = await invite(room);
    expect(other.secret).not.toBe(secret);
    const listed = await hanna.get(`/api/rooms/${room.id}/invitations`);
    expect(listed.json<Invitation[]>()).toHaveLength(2);
    expect(listed.text).not.toContain(secret);
    expect(api.log()).not.toContain(secret);
  });

  it('are the only way into a room that lives on them', async () => {
    const room = await create();
    expect(await door(room)).toMatchObject({ needsInvitation: true });
    expect((await ask(room)).error.code).toBe('invitation-needed');
    const wrong = { invitation: 'A'.repeat(43) };
    expect((await ask(room, wrong)).error.code).toBe('invitation-over');
    const elsewhere = await invite(await create());
    expect((await ask(room, { invitation: elsewhere.secret })).error.code).toBe('invitation-over');
    const { secret } = await invite(room);
    expect((await ask(room, { invitation: secret })).status).toBe(200);
    const account = await api.signedIn('Ann');
    expect((await ask(room, {}, account)).error.code).toBe('invitation-needed');
    expect((await ask(room, {}, hanna)).status).toBe(200);
  });

  it('of one use let exactly one of fifty in who come at once', async () => {
    const room = await create();
    const { secret } = await invite(room, { maxUses: 1 });
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, at) => ask(room, { name: `G${at}`, invitation: secret })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const refusals = replies.filter(({ status }) => status !== 200);
    expect(new Set(refusals.map(({ error }) => error.code))).toEqual(new Set(['invitation-over']));
    expect(await list(room)).toMatchObject([{ useCount: 1, maxUses: 1 }]);
  });

  it('let the same person come again without the link and without counting', async () => {
    const room = await create();
    const { secret } = await invite(room, { maxUses: 1 });
    const browser = api.agent();
    expect((await ask(room, { invitation: secret }, browser)).status).toBe(200);
    expect(await door(room, browser)).toMatchObject({ needsInvitation: false });
    expect((await ask(room, {}, browser)).status).toBe(200);
    expect((await ask(room, { invitation: secret }, browser)).status).toBe(200);
    expect(await list(room)).toMatchObject([{ useCount: 1 }]);
  });

  it('count nobody who was refused for another reason', async () => {
    const room = await create({ opensAt: new Date(Date.now() + 60_000).toISOString() });
    const { secret } = await invite(room, { maxUses: 1 });
    expect((await ask(room, { invitation: secret })).error.code).toBe('room-not-open');
    expect(await list(room)).toMatchObject([{ useCount: 0 }]);
  });

  it('are worth nothing once they are too old', async () => {
    const room = await create();
    const { secret } = await invite(room, { expiresAt: new Date(Date.now() - 1).toISOString() });
    expect((await ask(room, { invitation: secret })).error.code).toBe('invitation-over');
  });

  it('are worth nothing once taken back, to those who used them before as well', async () => {
    const room = await create();
    const { id, secret } = await invite(room);
    const browser = api.agent();
    await ask(room, { invitation: secret }, browser);
    const path = `/api/rooms/${room.id}/invitations/${id}`;
    const revoked = (await hanna.delete(path)).json<Invitation>();
    expect(revoked.revokedAt).not.toBeNull();
    expect((await hanna.delete(path)).json<Invitation>()).toEqual(revoked);
    expect((await ask(room, { invitation: secret })).error.code).toBe('invitation-over');
    expect((await ask(room, {}, browser)).error.code).toBe('invitation-needed');
  });

  it('take those along who came by them, where that is wanted', async () => {
    const room = await create({ onlyInvited: false });
    const { id, secret } = await invite(room);
    const browser = api.agent();
    const invited = await enter((await ask(room, { invitation: secret }, browser)).json<Seat>());
    const other = await enter((await ask(room, { name: 'Olga' })).json<Seat>());
    await hanna.delete(`/api/rooms/${room.id}/invitations/${id}?remove=true`);
    await invited.gone;
    expect(invited.dismissals).toEqual([{ reason: 'uninvited', by: null }]);
    expect(await other.sees('meetings:participant-left')).toMatchObject({ reason: 'removed' });
    // The room's own link is open; whoever was sent away still waits for a moderator.
    expect((await ask(room, {}, browser)).json<Seat>()).toMatchObject({ state: 'waiting' });
  });

  it('stand for the password and never for the lobby', async () => {
    const room = await create({ password: 'sesame', hasLobby: true });
    const { secret } = await invite(room);
    expect((await ask(room, { invitation: secret })).json<Seat>()).toMatchObject({
      state: 'waiting',
    });
    const open = await create({ password: 'sesame', onlyInvited: false });
    expect((await ask(open)).error.code).toBe('room-password-wrong');
    expect((await ask(open, { password: 'sesame' })).status).toBe(200);
    expect((await ask(open, { invitation: 'B'.repeat(43) })).error.code).toBe('invitation-over');
    const ticket = await invite(open);
    expect((await ask(open, { invitation: ticket.secret })).status).toBe(200);
  });

  it('are nobody else’s to see, make or take back', async () => {
    const room = await create();
    const { id } = await invite(room);
    const mallory = await api.signedIn('Mallory');
    const path = `/api/rooms/${room.id}/invitations`;
    expect((await mallory.get(path)).error.code).toBe('not-found');
    expect((await mallory.post(path, { label: 'Mine' })).error.code).toBe('not-found');
    expect((await mallory.delete(`${path}/${id}`)).error.code).toBe('not-found');
    const own = (await mallory.post('/api/rooms', { name: 'Own' })).json<Room>();
    const foreign = await mallory.delete(`/api/rooms/${own.id}/invitations/${id}`);
    expect(foreign.error.code).toBe('not-found');
    expect(await list(room)).toMatchObject([{ revokedAt: null }]);
  });
});
