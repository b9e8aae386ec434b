import type { BlockedPerson, NewInvitation, Seat } from '@parley/contract';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type Agent, type TestApi } from '../testing/start-api';

describe.each(databases)('the list of the blocked on %s', (database) => {
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let browser: Agent;

  beforeAll(async () => {
    api = await startApi({ database, realtime: { rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    browser = api.agent();
  });
  afterEach(() => room.close());

  const path = () => `/api/rooms/${room.room.id}/blocked`;
  const listed = async () => (await room.owner.get(path())).json<BlockedPerson[]>();
  async function block(name: string, agent: Agent): Promise<void> {
    const page = await room.join(name, agent);
    await host.ask('moderation:remove-participant', { participantId: page.id, block: true });
  }
  const comes = async () => (await room.ask({ name: 'Mallory' }, browser)).status;

  it('tells the owner who, when and by whom, and nobody else', async () => {
    await block('Mallory', browser);
    const [one] = await listed();
    expect(one).toMatchObject({ name: 'Mallory', byName: 'Hanna' });
    expect(Date.parse(one?.blockedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(Object.keys(one ?? {}).sort()).toEqual(['blockId', 'blockedAt', 'byName', 'name']);
    const other = await api.signedIn('Other');
    expect((await other.get(path())).error.code).toBe('not-found');
    const taken = await other.send('DELETE', `${path()}/${one?.blockId}`);
    expect(taken.error.code).toBe('not-found');
    expect(await comes()).toBe(403);
  });

  it('lets a moderator in the meeting allow somebody again, and tells everyone', async () => {
    await block('Mallory', browser);
    const bob = await room.join('Bob');
    await host.ask('moderation:admit', { participantId: bob.id });
    await bob.until(() => bob.admittedCount === 1);
    await bob.enter();
    const cleo = bob;
    await host.ask('moderation:set-role', { participantId: cleo.id, role: 'moderator' });
    const [one] = await cleo.ask('moderation:list-blocked', {});
    expect(one).toMatchObject({ name: 'Mallory', byName: 'Hanna' });
    await cleo.ask('moderation:allow-again', { blockId: one?.blockId ?? '' });
    expect(await host.sees('moderation:person-allowed-again')).toMatchObject({
      name: 'Mallory',
      by: { name: 'Bob' },
    });
    expect(await cleo.ask('moderation:list-blocked', {})).toEqual([]);
    expect(await comes()).toBe(200);
  });

  it('lets the owner allow somebody again, who then comes like anybody else', async () => {
    await block('Mallory', browser);
    const [one] = await listed();
    expect((await room.owner.send('DELETE', `${path()}/${one?.blockId}`)).status).toBe(204);
    expect(await listed()).toEqual([]);
    // Twice is as good as once.
    expect((await room.owner.send('DELETE', `${path()}/${one?.blockId}`)).status).toBe(204);
    expect(await room.seat('Mallory', browser)).toMatchObject({ state: 'waiting' });
    expect((await host.snapshot()).waiting).toMatchObject([{ wasRemoved: false }]);
    await host.ask('moderation:set-lobby', { hasLobby: false });
    expect(await room.seat('Mallory', browser)).toMatchObject({ state: 'admitted' });
  });

  it('does not let a block of another room be lifted from this one', async () => {
    await block('Mallory', browser);
    const [one] = await listed();
    const foreign = await (await MeetingRoom.create(api)).joinAsHost();
    await foreign.ask('moderation:allow-again', { blockId: one?.blockId ?? '' });
    foreign.close();
    expect(await listed()).toHaveLength(1);
    expect(await comes()).toBe(403);
  });

  it('takes the invitation back by which somebody came, where the moderator says so', async () => {
    const made = await room.owner.post(`/api/rooms/${room.room.id}/invitations`, { label: 'All' });
    const invitation = made.json<NewInvitation>().secret;
    const invited = await room.ask({ name: 'Mallory', invitation }, browser);
    const mallory = await room.open(invited.json<Seat>());
    await mallory.enter();
    const { participants } = await host.snapshot();
    expect(participants.map(({ isInvited }) => isInvited)).toEqual([undefined, true]);
    await host.ask('moderation:remove-participant', {
      ...{ participantId: mallory.id, block: true, takesInvitationBack: true },
    });
    expect(await comes()).toBe(403);
    await room.owner.send('PATCH', `/api/rooms/${room.room.id}`, { body: { onlyInvited: true } });
    const cleared = await room.ask({ name: 'Somebody New', invitation });
    expect(cleared.error.code).toMatch(/^invitation-/);
  });
});
