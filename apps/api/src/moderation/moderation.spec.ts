import { randomUUID } from 'node:crypto';
import type { WaitingPerson } from '@parley/contract';
import { LiveMeetings } from '../meetings/live-meetings';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

const on = { microphone: true, camera: true, screen_share: true, screen_share_audio: true };

describe.each(databases)('a moderator on %s', (database) => {
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

  const publicationsOf = (page: PageInMeeting) =>
    api.get(LiveMeetings).get(page.seat.meetingId)?.participant(page.id)?.publications;

  it.each([
    ['moderation:mute-participant', { microphone: false }],
    ['moderation:stop-camera', { camera: false }],
    ['moderation:stop-screen-share', { screen_share: false, screen_share_audio: false }],
  ] as const)('switches off with %s and says who did it', async (name, off) => {
    await bob.ask('meetings:set-publications', on);
    await host.ask(name, { participantId: bob.id });
    const changed = await bob.sees('meetings:publications-changed', (event) => event.by !== null);
    expect(changed).toMatchObject({ participantId: bob.id, publications: { ...on, ...off }, by });
    expect(publicationsOf(bob)).toEqual({ ...on, ...off });
  });

  it('mutes everyone but themselves, and not the host', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    for (const page of [host, bob, cleo]) await page.ask('meetings:set-publications', on);
    await cleo.ask('moderation:mute-everyone', {});
    expect(await host.sees('moderation:everyone-muted')).toMatchObject({ by: { name: 'Cleo' } });
    expect(publicationsOf(host)).toEqual(on);
    expect(publicationsOf(cleo)).toEqual(on);
    expect(publicationsOf(bob)).toEqual({ ...on, microphone: false });
  });

  it('lowers a hand', async () => {
    await bob.ask('meetings:set-hand', { isHandRaised: true });
    await host.ask('moderation:lower-hand', { participantId: bob.id });
    expect(await bob.sees('meetings:hand-changed', (event) => event.by !== null)).toMatchObject({
      isHandRaised: false,
      by,
    });
  });

  it('makes somebody a viewer, who then publishes nothing', async () => {
    await bob.ask('meetings:set-publications', on);
    await host.ask('moderation:set-role', { participantId: bob.id, role: 'viewer' });
    expect(await bob.sees('moderation:role-changed')).toMatchObject({ role: 'viewer', by });
    expect(Object.values(publicationsOf(bob) ?? {})).toEqual([false, false, false, false]);
    await bob.enter({ publications: on });
    expect(Object.values(publicationsOf(bob) ?? {})).toEqual([false, false, false, false]);
  });

  it('never acts on the host, whose role nobody takes', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const participantId = host.id;
    expect(await cleo.codeOf('moderation:mute-participant', { participantId })).toBe('forbidden');
    expect(await cleo.codeOf('moderation:remove-participant', { participantId, block: true })).toBe(
      'forbidden',
    );
    for (const page of [cleo, host])
      expect(await page.codeOf('moderation:set-role', { participantId, role: 'participant' })).toBe(
        'forbidden',
      );
  });

  it('loses every right with the role, at once', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const [, refused] = await Promise.all([
      host.ask('moderation:set-role', { participantId: cleo.id, role: 'participant' }),
      cleo
        .sees('moderation:role-changed', ({ role }) => role === 'participant')
        .then(() => cleo.codeOf('moderation:mute-everyone', {})),
    ]);
    expect(refused).toBe('forbidden');
  });

  it('who is the last one cannot step down or remove themselves', async () => {
    await host.ask('meetings:leave', {});
    await bob.sees('moderation:role-changed');
    const participantId = bob.id;
    expect(await bob.codeOf('moderation:set-role', { participantId, role: 'participant' })).toBe(
      'forbidden',
    );
    expect(await bob.codeOf('moderation:remove-participant', { participantId, block: false })).toBe(
      'forbidden',
    );
  });

  describe('removing somebody', () => {
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
      expect((await host.snapshot()).participants.map(({ name }) => name)).toEqual([
        'Hanna',
        'Bob',
      ]);
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

  describe('at the lobby', () => {
    const names = (waiting: readonly WaitingPerson[]) => waiting.map(({ name }) => name);

    beforeEach(() => host.ask('moderation:set-lobby', { hasLobby: true }));

    async function waits(name: string): Promise<PageInMeeting> {
      const page = await room.open(await room.seat(name));
      expect(await page.enter()).toEqual({ type: 'waiting', roomName: 'Standup' });
      return page;
    }

    it('sees who waits, and nobody else does', async () => {
      const wanda = await waits('Wanda');
      const list = await host.sees('moderation:waiting-changed');
      expect(names(list.waiting)).toEqual(['Wanda']);
      await bob.catchUp();
      expect(bob.types()).not.toContain('moderation:waiting-changed');
      expect((await bob.snapshot()).waiting).toEqual([]);
      await host.ask('chat:send-message', { id: randomUUID(), text: 'secret' });
      await wanda.catchUp();
      expect(wanda.happened).toEqual([]);
    });

    it('lets one in, who then enters again', async () => {
      const wanda = await waits('Wanda');
      await host.ask('moderation:admit', { participantId: wanda.id });
      await wanda.until(() => wanda.admittedCount === 1);
      expect(await wanda.codeOf('meetings:set-hand', { isHandRaised: true })).toBe('forbidden');
      expect(await wanda.enter()).toMatchObject({ type: 'snapshot' });
      expect(await bob.sees('meetings:participant-joined')).toMatchObject({
        participant: { name: 'Wanda', role: 'participant' },
      });
      expect(await host.codeOf('moderation:admit', { participantId: wanda.id })).toBe('not-found');
    });

    it('lets everyone in at once, as far as there is room', async () => {
      const waiting: PageInMeeting[] = [];
      for (let count = 0; count < 5; count += 1) waiting.push(await waits(`W${count}`));
      expect(await host.codeOf('moderation:admit', { participantId: null })).toBe('room-full');
      const { waiting: left } = await host.snapshot();
      expect(names(left)).toEqual(['W4']);
      expect(await host.codeOf('moderation:admit', { participantId: null })).toBe('room-full');
      await bob.ask('meetings:leave', {});
      expect(await host.codeOf('moderation:admit', { participantId: null })).toBe('granted');
      await waiting[4]?.until(() => waiting[4]?.admittedCount === 1);
    });

    it('sends one away, who may ask again', async () => {
      const browser = api.agent();
      const wanda = await room.open(await room.seat('Wanda', browser));
      await wanda.enter();
      await host.ask('moderation:deny', { participantId: wanda.id });
      await wanda.gone;
      expect(wanda.dismissals).toEqual([{ reason: 'denied', by }]);
      await expect(room.open(wanda.seat)).rejects.toMatchObject({ failure: { code: 'denied' } });
      expect(await room.seat('Wanda', browser)).toMatchObject({ state: 'waiting' });
    });

    it('keeps the place of one who reloads while waiting', async () => {
      const wanda = await waits('Wanda');
      await wanda.ask('meetings:say-away', {});
      wanda.close();
      const again = await room.open(wanda.seat, randomUUID());
      expect(await again.enter()).toMatchObject({ type: 'waiting' });
      expect(names((await host.snapshot()).waiting)).toEqual(['Wanda']);
    });

    it('loses one who closes the page', async () => {
      const wanda = await waits('Wanda');
      await wanda.ask('meetings:leave', {});
      expect((await host.snapshot()).waiting).toEqual([]);
    });

    it('gets at most five lists a second, the last of them true', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, i) => room.seat(`W${i}`)));
      clock.advance(200);
      const list = await host.sees(
        'moderation:waiting-changed',
        (event) => event.waiting.length === 50,
      );
      expect(list.waiting).toHaveLength(50);
      expect(host.types().filter((type) => type === 'moderation:waiting-changed')).toHaveLength(2);
    });

    it('gets the list on becoming moderator', async () => {
      await waits('Wanda');
      clock.advance(1_000);
      await host.ask('moderation:set-role', { participantId: bob.id, role: 'moderator' });
      expect(names((await bob.sees('moderation:waiting-changed')).waiting)).toEqual(['Wanda']);
    });
  });
});
