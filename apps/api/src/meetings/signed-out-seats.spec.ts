import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { PasswordResets } from '../auth/password-resets';
import { SessionEndings } from '../auth/session-endings';
import { FakeClock } from '../realtime/testing/fake-clock';
import type { DatabaseKind } from '../testing/databases';
import { databases, startApi, type TestApi, testPassword } from '../testing/start-api';
import { Admissions } from './admissions';
import { MeetingRoom } from './testing/meeting-room';
import type { PageInMeeting } from './testing/page-in-meeting';

type Ann = Awaited<ReturnType<TestApi['signedIn']>>;
/** Security.md T13. */
const withinMs = 1_000;

describe.each(databases)('the seat of a session on %s', (database) => {
  let api: TestApi;
  let clock: FakeClock;
  let meeting: MeetingRoom;
  let host: PageInMeeting;
  let ann: Ann;
  let page: PageInMeeting;

  beforeAll(async () => {
    clock = new FakeClock();
    api = await startApi({ database, realtime: { clock } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    meeting = await MeetingRoom.create(api);
    host = await meeting.joinAsHost();
    ann = await api.signedIn('Ann');
    page = await meeting.join('Ann', ann);
  });
  afterEach(() => meeting.close());

  const elsewhere = async () => {
    const agent = api.agent();
    const credentials = { email: ann.account.email, password: testPassword };
    await agent.post('/api/sessions', credentials);
    return agent;
  };
  const endOfSession = async () => {
    const other = await elsewhere();
    const sessions = (await other.get('/api/sessions')).json<
      { id: string; isCurrent: boolean }[]
    >();
    const id = sessions.find(({ isCurrent }) => !isCurrent)?.id;
    return () => other.delete(`/api/sessions/${id}`);
  };

  it.each<[string, () => (() => Promise<unknown>) | Promise<() => Promise<unknown>>]>([
    ['signing out', () => () => ann.delete('/api/sessions/current')],
    ['ending the session from elsewhere', endOfSession],
    [
      'ending all other sessions',
      async () => {
        const other = await elsewhere();
        return () => other.delete('/api/sessions');
      },
    ],
    [
      'a changed password',
      async () => {
        const other = await elsewhere();
        const body = { current: testPassword, password: 'a password that is new' };
        return () => other.post('/api/accounts/me/password', body);
      },
    ],
    [
      'a password set by link',
      async () => {
        const link = await api.get(PasswordResets).createLinkFor(ann.account.id);
        const body = { token: link.split('#token=')[1], password: 'a password that is new' };
        return () => api.agent().post('/api/password-resets/use', body);
      },
    ],
    [
      'a deleted account',
      () => () => ann.post('/api/accounts/me/deletion', { password: testPassword }),
    ],
    [
      'an account that an administrator shuts out',
      () => () => api.get(SessionEndings).endAllOf(ann.account.id),
    ],
  ])('ends within a second with %s', async (_how, prepare) => {
    const act = await prepare();
    const begun = performance.now();
    await Promise.all([act(), page.gone]);
    expect(performance.now() - begun).toBeLessThan(withinMs);
    expect(page.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
    await host.sees('meetings:participant-left', ({ participantId }) => participantId === page.id);
    await expect(meeting.open(page.seat)).rejects.toMatchObject({ failure: { code: 'seat-gone' } });
  });

  it('is of that session alone: guests, others and the same person elsewhere stay', async () => {
    const guest = await meeting.join('Guest');
    const ownRoom = await MeetingRoom.create(api, {}, await elsewhere());
    const other = await ownRoom.join('Ann', ownRoom.owner);
    await ann.delete('/api/sessions/current');
    await page.gone;
    await Promise.all([host, guest, other].map((one) => one.catchUp()));
    expect([host, guest, other].map(({ dismissals }) => dismissals)).toEqual([[], [], []]);
    ownRoom.close();
  });

  it('goes over to the session that takes it over', async () => {
    const other = await elsewhere();
    const moved = await meeting.join('Ann', other);
    expect(moved.id).toBe(page.id);
    await page.gone;
    await ann.delete('/api/sessions/current');
    await moved.catchUp();
    expect(moved.dismissals).toEqual([]);
    await other.delete('/api/sessions/current');
    await moved.gone;
    expect(moved.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
  });

  it('stays through another sign-in in the same browser, and ends with somebody else’s', async () => {
    await ann.post('/api/sessions', { email: ann.account.email, password: testPassword });
    await page.catchUp();
    expect(page.dismissals).toEqual([]);
    const bob = await api.signedIn('Bob');
    await ann.post('/api/sessions', { email: bob.account.email, password: testPassword });
    await page.gone;
    expect(page.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
  });

  it('is not got by a request that was under way when the session ended', async () => {
    const bob = await api.signedIn('Bob');
    const admissions = api.get(Admissions);
    const give = admissions.ask.bind(admissions);
    jest.spyOn(admissions, 'ask').mockImplementationOnce(async (...args) => {
      await bob.delete('/api/sessions/current');
      return give(...args);
    });
    const cookie = bob.cookie;
    const late = api.agent();
    late.setCookies(cookie);
    const reply = await meeting.ask({ name: 'Bob' }, late);
    expect(reply.error.code).toBe('unauthenticated');
    const { participants } = await host.snapshot();
    expect(participants.map(({ name }) => name)).toEqual(['Hanna', 'Ann']);
  });

  it('that waits in the lobby ends, too', async () => {
    const lobby = await MeetingRoom.create(api, { hasLobby: true });
    const moderator = await lobby.joinAsHost();
    const bob = await api.signedIn('Bob');
    const waiting = await lobby.join('Bob', bob);
    await bob.delete('/api/sessions/current');
    await waiting.gone;
    expect(waiting.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
    expect((await moderator.snapshot()).waiting).toEqual([]);
    lobby.close();
  });

  it('ends within a second when another process ends the session', async () => {
    const other = await anotherConnection(api, database);
    const begun = performance.now();
    await other.query(`DELETE FROM "sessions" WHERE "accountId" = '${ann.account.id}'`);
    // PostgreSQL says so by itself; SQLite is asked twice a second.
    const ticks = setInterval(() => clock.advance(500), 500);
    await page.gone;
    clearInterval(ticks);
    expect(performance.now() - begun).toBeLessThan(withinMs + 500);
    expect(page.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
    expect(host.dismissals).toEqual([]);
    await other.destroy();
  });

  it('ends within 75 seconds of the session’s own end', async () => {
    const expire = `UPDATE "sessions" SET "expiresAtMs" = ${Date.now() - 1} WHERE "accountId" = '${ann.account.id}'`;
    await api.get(DataSource).query(expire);
    clock.advance(75_000);
    await page.gone;
    expect(page.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
  });

  it('is still its after a restart', async () => {
    api = await api.restart();
    const again = meeting.on(api);
    const back = await again.open(page.seat, page.pageId);
    await back.enter();
    const other = api.agent();
    other.setCookies(ann.cookie);
    await other.delete('/api/sessions/current');
    await back.gone;
    expect(back.dismissals).toEqual([{ reason: 'signed-out', by: null }]);
    again.close();
  });
});

/** As another process has it. */
function anotherConnection({ settings }: TestApi, database: DatabaseKind): Promise<DataSource> {
  const { databaseUrl: url = '', dataDir } = settings;
  return new DataSource(
    database === 'postgres'
      ? { type: 'postgres', url }
      : { type: 'better-sqlite3', database: join(dataDir, 'parley.sqlite') },
  ).initialize();
}
