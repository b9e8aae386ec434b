import { usualLiberties, type Door, type Room, type Seat } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type Agent, type TestApi } from '../testing/start-api';
import { LiveMeetings } from './live-meetings';
import { MeetingRoom } from './testing/meeting-room';

const camera = { microphone: true, camera: true, screen_share: false, screen_share_audio: false };

describe.each(databases)('what a room says about its meetings on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let hanna: Agent;
  let room: MeetingRoom;

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
    hanna = await api.signedIn('Hanna');
  });
  afterAll(() => api.close());
  afterEach(() => room.close());

  const change = (body: object) => hanna.patch(`/api/rooms/${room.room.id}`, body);
  const rooms = async (body: object = {}) => {
    room = await MeetingRoom.create(api, {}, hanna);
    expect((await change(body)).status).toBe(200);
  };
  const door = async (agent?: Agent) => (await room.door(agent)).json<Door>();
  const codeFor = async (name: string, agent?: Agent) => {
    const reply = await room.ask({ name }, agent);
    return reply.status === 200 ? reply.json<Seat>().state : reply.error.code;
  };
  const inMinutes = (count: number) =>
    new Date(clock.now().getTime() + count * 60_000).toISOString();

  it('holds for everybody but the owner, and says so at the door', async () => {
    await rooms({ description: 'Bring your plans.\nRoom 4', capacity: 2 });
    expect(await door()).toMatchObject({
      description: 'Bring your plans.\nRoom 4',
      maxParticipants: 2,
    });
    await room.join('Ann');
    await room.join('Bob');
    expect(await codeFor('Cleo')).toBe('room-full');
    expect(await codeFor('Hanna', hanna)).toBe('admitted');
    await change({ capacity: 4 });
    expect(await codeFor('Cleo')).toBe('admitted');
    expect((await change({ capacity: 1 })).error.code).toBe('invalid');
  });

  it('sends guests away at once when it takes none any more, links and all', async () => {
    await rooms();
    const made = await hanna.post(`/api/rooms/${room.room.id}/invitations`, { label: 'Press' });
    const { secret: invitation } = made.json<{ secret: string }>();
    const ann = await api.signedIn('Ann');
    const member = await room.join('Ann', ann);
    const guest = await room.join('Gus');
    const invited = (await room.ask({ name: 'Ina', invitation })).json<Seat>();
    await change({ allowsGuests: false });
    await guest.gone;
    expect(guest.dismissals).toEqual([{ reason: 'uninvited', by: null }]);
    expect(await member.sees('meetings:participant-left')).toMatchObject({ reason: 'removed' });
    await expect(room.open(invited)).rejects.toMatchObject({ failure: { code: 'seat-gone' } });
    expect((await room.ask({ name: 'Gus', invitation })).error.code).toBe('guests-refused');
    expect(await door()).toMatchObject({ refusesGuests: true });
    expect(await door(ann)).toMatchObject({ refusesGuests: false });
    expect(await codeFor('Bob', await api.signedIn('Bob'))).toBe('admitted');
    await change({ allowsGuests: true });
    expect(await codeFor('Gus')).toBe('admitted');
  });

  it('lets early comers in by themselves once the host is there', async () => {
    await rooms({ waitsForHost: true });
    expect(await door()).toMatchObject({ waitsForHost: true, hasStarted: false });
    const seat = await room.seat('Early');
    expect(seat).toMatchObject({ state: 'waiting', waitsForHost: true });
    const early = await room.open(seat);
    expect(await early.enter()).toMatchObject({ type: 'waiting' });
    expect(await door(hanna)).toMatchObject({ waitsForHost: false });
    const host = await room.joinAsHost();
    await early.until(() => early.admittedCount === 1);
    expect(await early.enter()).toMatchObject({ type: 'snapshot' });
    expect(await host.sees('meetings:participant-joined')).toMatchObject({
      participant: { name: 'Early', role: 'participant' },
    });
    expect(await codeFor('Late')).toBe('admitted');
  });

  it('never lets early comers slip past a lobby', async () => {
    await rooms({ waitsForHost: true, hasLobby: true });
    const early = await room.open(await room.seat('Early'));
    await early.enter();
    const host = await room.joinAsHost();
    const { waiting, participants } = await host.snapshot();
    expect(waiting.map(({ name }) => name)).toEqual(['Early']);
    expect(participants.map(({ name }) => name)).toEqual(['Hanna']);
    await early.catchUp();
    expect(early.admittedCount).toBe(0);
  });

  it('never lets the first to come have the room', async () => {
    await rooms();
    const first = await room.join('First');
    expect(first.seat.role).toBe('participant');
    const host = await room.joinAsHost();
    expect(host.seat.role).toBe('host');
    const { participants } = await host.snapshot();
    expect(participants.find(({ name }) => name === 'First')?.role).not.toBe('host');
  });

  it('opens and closes for others than the owner when it says', async () => {
    const opensAt = inMinutes(10);
    await rooms({ opensAt, closesAt: inMinutes(20) });
    expect(await door()).toMatchObject({ opensAt, isClosed: false });
    expect(await codeFor('Gus')).toBe('room-not-open');
    expect(await door(hanna)).toMatchObject({ opensAt: null });
    const host = await room.joinAsHost();
    clock.advance(10 * 60_000);
    expect(await door()).toMatchObject({ opensAt: null, isClosed: false });
    const guest = await room.join('Gus');
    clock.advance(10 * 60_000);
    expect(await door()).toMatchObject({ isClosed: true });
    expect(await codeFor('Late')).toBe('room-closed');
    expect(await codeFor('Hanna', hanna)).toBe('admitted');
    // Whoever is inside stays.
    await host.catchUp();
    expect(guest.dismissals).toEqual([]);
    const wrong = { opensAt: inMinutes(2), closesAt: inMinutes(1) };
    expect((await change(wrong)).error.code).toBe('invalid');
  });

  it('takes liberties from those inside at once, and switches off what they had on', async () => {
    await rooms();
    const host = await room.joinAsHost();
    const guest = await room.join('Gus');
    await guest.ask('meetings:set-publications', camera);
    const liberties = { ...usualLiberties, 'send-chat': false, 'start-camera': false };
    await change({ liberties });
    const message = { id: crypto.randomUUID(), text: 'too late' };
    expect(await guest.codeOf('chat:send-message', message)).toBe('forbidden');
    expect(await host.sees('moderation:liberties-changed')).toMatchObject({ liberties, by: null });
    const { participants } = await host.snapshot();
    const { publications } = participants.find(({ id }) => id === guest.id) ?? {};
    expect(publications).toMatchObject({ microphone: true, camera: false });
    // The next meeting begins with them.
    await host.ask('meetings:end', {});
    await guest.gone;
    const next = await room.join('Next');
    expect((await next.snapshot()).liberties).toEqual(liberties);
  });

  it('knows its moderators by account, before the owner and past lobby and password', async () => {
    await rooms({ password: 'sesame', hasLobby: true, waitsForHost: true });
    const max = await api.signedIn('Max');
    const path = `/api/rooms/${room.room.id}/moderators`;
    expect(await codeFor('Max', max)).toBe('room-password-wrong');
    const added = await hanna.post(path, { email: max.account.email });
    expect(added.json()).toEqual({
      accountId: max.account.id,
      name: 'Max',
      email: max.account.email,
    });
    expect((await hanna.get(path)).json()).toHaveLength(1);
    const page = await room.join('Max', max);
    expect(page.seat.role).toBe('moderator');
    await hanna.delete(`${path}/${max.account.id}`);
    expect((await hanna.get(path)).json()).toEqual([]);
    expect((await hanna.delete(`${path}/${max.account.id}`)).error.code).toBe('not-found');
    expect((await hanna.post(path, { email: 'nobody@parley.test' })).error.code).toBe(
      'account-unknown',
    );
  });

  it('changes roles of those inside at once', async () => {
    await rooms();
    const host = await room.joinAsHost();
    const max = await api.signedIn('Max');
    const page = await room.join('Max', max);
    const path = `/api/rooms/${room.room.id}/moderators`;
    await hanna.post(path, { email: max.account.email });
    expect(await host.sees('moderation:role-changed')).toMatchObject({ role: 'moderator' });
    expect(await page.codeOf('moderation:set-lock', { isLocked: true })).toBe('granted');
    await hanna.delete(`${path}/${max.account.id}`);
    expect(await page.codeOf('moderation:set-lock', { isLocked: false })).toBe('forbidden');
  });

  it('goes to another account for good, in a running meeting too', async () => {
    await rooms();
    const host = await room.joinAsHost();
    const max = await api.signedIn('Max');
    const next = await room.join('Max', max);
    const body = { email: max.account.email };
    const given = await hanna.post(`/api/rooms/${room.room.id}/transfer`, body);
    expect(given.json<Room>()).toMatchObject({ id: room.room.id });
    expect((await change({ name: 'Mine' })).error.code).toBe('not-found');
    expect((await max.get('/api/rooms')).json<Room[]>()).toHaveLength(1);
    const { participants } = await next.snapshot();
    expect(participants.map(({ name, role }) => [name, role])).toEqual([
      ['Hanna', 'moderator'],
      ['Max', 'host'],
    ]);
    expect((await max.get(`/api/rooms/${room.room.id}/moderators`)).json()).toMatchObject([
      { name: 'Hanna' },
    ]);
    host.close();
  });

  it('starts one meeting for many who come in the same moment', async () => {
    await rooms();
    const seats = await Promise.all(Array.from({ length: 8 }, (_, at) => room.seat(`P${at}`)));
    expect(new Set(seats.map(({ meetingId }) => meetingId)).size).toBe(1);
    expect(api.get(LiveMeetings).inRoom(room.room.id)?.seats.size).toBe(8);
  });

  it('is held open and moderated by somebody who sends nothing', async () => {
    await rooms();
    const host = await room.joinAsHost();
    expect((await host.snapshot()).participants[0]?.publications).toMatchObject({
      microphone: false,
      camera: false,
    });
    const guest = await room.join('Gus');
    await guest.ask('meetings:set-publications', camera);
    await host.ask('moderation:mute-participant', { participantId: guest.id });
    expect(
      await guest.sees('meetings:publications-changed', ({ by }) => by !== null),
    ).toMatchObject({ publications: { microphone: false } });
    await guest.ask('meetings:leave', {});
    expect(api.get(LiveMeetings).inRoom(room.room.id)?.participants()).toHaveLength(1);
  });

  it('passes on what somebody brings along', async () => {
    await rooms();
    const host = await room.joinAsHost();
    const extra = { seat: '12', team: 'red' };
    const guest = await room.open((await room.ask({ name: 'Gus', extra })).json<Seat>());
    await guest.enter();
    expect(await host.sees('meetings:participant-joined')).toMatchObject({
      participant: { extra },
    });
    const wrong = [{ Seat: '1' }, { seat: 1 }, { seat: 'x'.repeat(1_100) }, { seat: { a: 1 } }];
    const path = `/api/rooms/${room.room.id}/admissions`;
    for (const one of wrong)
      expect((await api.agent().post(path, { name: 'Gus', extra: one })).error.code).toBe(
        'invalid',
      );
  });

  it('lets nobody knock on and on', async () => {
    await rooms({ hasLobby: true });
    const host = await room.joinAsHost();
    const browser = api.agent();
    const codes: string[] = [];
    for (let count = 0; count < 8; count += 1) codes.push(await codeFor(`K${count}`, browser));
    expect(codes.filter((code) => code === 'waiting')).toHaveLength(6);
    const refused = await room.ask({ name: 'Again' }, browser);
    expect(refused.error).toMatchObject({ code: 'too-many-tries' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await codeFor('Other')).toBe('waiting');
    await host.catchUp();
  });
});
