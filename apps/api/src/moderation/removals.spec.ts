import { randomUUID } from 'node:crypto';
import { LiveMeetings } from '../meetings/live-meetings';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

describe.each(databases)('removing somebody on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let bob: PageInMeeting;
  let by: { participantId: string; name: string };

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    bob = await room.join('Bob');
    by = { participantId: host.id, name: 'Hanna' };
  });
  afterEach(() => room.close());

  const remove = (page: PageInMeeting, block = false) =>
    host.ask('moderation:remove-participant', { participantId: page.id, block });

  it('tells everyone who did it, tells the person why, and closes the socket', async () => {
    const cleo = await room.join('Cleo');
    await remove(bob);
    await bob.gone;
    expect(bob.dismissals).toEqual([{ reason: 'removed', by }]);
    expect(await cleo.sees('meetings:participant-left')).toEqual({
      type: 'meetings:participant-left',
      participantId: bob.id,
      reason: 'removed',
      by,
    });
    expect(await cleo.sees('moderation:lobby-changed')).toMatchObject({ hasLobby: true, by });
    expect((await cleo.snapshot()).participants).toHaveLength(2);
  });

  it('lets nothing more reach them, while it does reach others', async () => {
    const cleo = await room.join('Cleo');
    await remove(bob);
    const seen = bob.happened.length;
    await host.ask('chat:send-message', { id: randomUUID(), text: 'gone?' });
    await cleo.sees('chat:message-sent');
    await bob.gone;
    expect(bob.happened).toHaveLength(seen);
    expect(bob.types()).not.toContain('chat:message-sent');
  });

  it('takes back what they asked for and what waited its turn meanwhile', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const meetings = api.get(LiveMeetings);
    const turn = Promise.withResolvers<void>();
    const held = meetings.inOrder(room.room.id, () => turn.promise);
    const removed = remove(cleo);
    // Events of one socket are taken in order: once this is answered, the one before is under way.
    await host.ask('meetings:set-hand', { isHandRaised: true });
    const ended = cleo.codeOf('meetings:end', {});
    await cleo.ask('meetings:set-hand', { isHandRaised: true });
    turn.resolve();
    await Promise.all([held, removed]);
    expect(await ended).toBe('forbidden');
    expect((await host.snapshot()).participants.map(({ id }) => id)).toEqual([host.id, bob.id]);
  });

  it('kills the seat token for ever', async () => {
    await remove(bob);
    await expect(room.open(bob.seat)).rejects.toMatchObject({ failure: { code: 'removed' } });
    await expect(room.open(bob.seat)).rejects.toMatchObject({ failure: { code: 'removed' } });
  });

  it('makes every way back lead to waiting: same browser, new name, cleared cookies', async () => {
    const browser = api.agent();
    const mallory = await room.join('Mallory', browser);
    await remove(mallory);
    expect(await room.seat('Mallory', browser)).toMatchObject({ state: 'waiting' });
    expect(await room.seat('Somebody New', browser)).toMatchObject({ state: 'waiting' });
    expect(await room.seat('Cleared', api.agent())).toMatchObject({ state: 'waiting' });
    const { waiting } = await host.snapshot();
    expect(waiting.map(({ name, wasRemoved }) => [name, wasRemoved])).toEqual([
      ['Mallory', true],
      ['Somebody New', true],
      ['Cleared', false],
    ]);
  });

  it('holds for an account with another browser, even when the lobby is off again', async () => {
    const account = await api.signedIn('Mallory');
    const mallory = await room.join('Mallory', account);
    await remove(mallory);
    await host.ask('moderation:set-lobby', { hasLobby: false });
    const elsewhere = api.agent();
    const session = /parley_session=[\w-]+/.exec(account.cookie)?.[0] ?? '';
    elsewhere.setCookies(session);
    expect(await room.seat('M', elsewhere)).toMatchObject({ state: 'waiting' });
    expect(await room.seat('Honest')).toMatchObject({ state: 'admitted' });
  });

  it('sends seats that were kept in reserve to wait', async () => {
    const reserve = await room.seat('Reserve');
    const connected = await room.open(await room.seat('Connected'));
    await remove(bob);
    expect(await connected.enter()).toMatchObject({ type: 'waiting' });
    const page = await room.open(reserve);
    expect(await page.enter()).toMatchObject({ type: 'waiting' });
    expect((await host.snapshot()).participants).toHaveLength(1);
  });

  it('takes every seat of the same browser along, entered or not', async () => {
    const browser = api.agent();
    const mallory = await room.join('Mallory', browser);
    const secondTab = await room.join('Mallory', browser);
    const reserve = await room.seat('Mallory again', browser);
    await remove(mallory);
    await secondTab.gone;
    expect(secondTab.dismissals).toEqual([{ reason: 'removed', by }]);
    expect((await host.snapshot()).participants.map(({ name }) => name)).toEqual(['Hanna', 'Bob']);
    await expect(room.open(reserve)).rejects.toMatchObject({ failure: { code: 'removed' } });
  });

  it('is forgiven once a moderator lets them in again', async () => {
    const browser = api.agent();
    const mallory = await room.join('Mallory', browser);
    await remove(mallory);
    const back = await room.open(await room.seat('Mallory', browser));
    await back.enter();
    await host.ask('moderation:admit', { participantId: back.id });
    await back.until(() => back.admittedCount === 1);
    expect(await back.enter()).toMatchObject({ type: 'snapshot' });
    await back.ask('meetings:leave', {});
    await host.ask('moderation:set-lobby', { hasLobby: false });
    expect(await room.seat('Mallory', browser)).toMatchObject({ state: 'admitted' });
  });

  it('with a block refuses account and browser while the block stands, in this room only', async () => {
    const account = await api.signedIn('Mallory');
    const mallory = await room.join('Mallory', account);
    await remove(mallory, true);
    await mallory.gone;
    expect(mallory.dismissals).toMatchObject([{ reason: 'blocked' }]);
    await expect(room.open(mallory.seat)).rejects.toMatchObject({ failure: { code: 'blocked' } });
    expect((await room.ask({ name: 'New' }, account)).error.code).toBe('blocked');
    const signedOut = api.agent();
    signedOut.setCookies(/parley_device=[\w-]+/.exec(account.cookie)?.[0] ?? '');
    expect((await room.ask({ name: 'New' }, signedOut)).error.code).toBe('blocked');
    await host.ask('meetings:end', {});
    expect((await room.ask({ name: 'New' }, account)).error.code).toBe('blocked');
    const other = await MeetingRoom.create(api);
    expect(await other.seat('Mallory', account)).toMatchObject({ state: 'admitted' });
  });
});
