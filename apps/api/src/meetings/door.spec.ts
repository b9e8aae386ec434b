import { limits, type Door } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { MeetingRoom } from './testing/meeting-room';

const wrong = 'not it';

describe.each(databases)('the door on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  const addresses = addressesFrom(1);

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  afterEach(() => room.close());

  it('says what a stranger may know and nothing more', async () => {
    room = await MeetingRoom.create(api, { password: 'blue whale', hasLobby: true });
    await room.joinAsHost();
    const agent = api.agent();
    const reply = await room.door(agent);
    expect(reply.json<Door>()).toEqual({
      roomId: room.room.id,
      roomName: 'Standup',
      needsPassword: true,
      description: '',
      needsInvitation: false,
      refusesGuests: false,
      opensAt: null,
      isClosed: false,
      waitsForHost: false,
      hasLobby: true,
      isLocked: false,
      isFull: false,
      maxParticipants: 8,
      hasStarted: true,
      isRecording: false,
      mayBeRecorded: false,
      camera: { usualSize: 'vga', largestSize: 'full-hd' },
    });
    expect(reply.text).not.toContain('Hanna');
    expect(agent.cookie).toMatch(/^parley_device=[\w-]{43}$/);
  });

  it('has not started while only people wait', async () => {
    room = await MeetingRoom.create(api, { hasLobby: true });
    expect(await room.seat('Early')).toMatchObject({ state: 'waiting' });
    expect((await room.door()).json()).toMatchObject({ hasStarted: false });
  });

  it('knows no other rooms', async () => {
    room = await MeetingRoom.create(api);
    const path = '/api/rooms/0000-0000-0000';
    expect((await api.agent().get(`${path}/door`)).error.code).toBe('room-unknown');
    const asked = await api.agent().post(`${path}/admissions`, { name: 'Bob' });
    expect(asked.error.code).toBe('room-unknown');
  });

  it('checks the password on the server and never says it', async () => {
    const password = 'canary-7f3a';
    room = await MeetingRoom.create(api, { password });
    const address = addresses.next().value;
    const refused = await room.ask({ name: 'Bob', password: wrong }, api.agent(), address);
    expect([refused.status, refused.error.code]).toEqual([403, 'room-password-wrong']);
    const without = await room.ask({ name: 'Bob' }, api.agent(), address);
    expect(without.error.code).toBe('room-password-wrong');
    const granted = await room.ask({ name: 'Bob', password }, api.agent(), address);
    expect(granted.status).toBe(200);
    const page = await room.open(granted.json());
    const frames = JSON.stringify(await page.enter());
    expect(`${granted.text}${frames}${api.log()}`).not.toContain(password);
  });

  it('asks newcomers for the new password once it is changed, and ejects nobody', async () => {
    room = await MeetingRoom.create(api, { password: 'right' });
    const host = await room.joinAsHost();
    const bob = await room.open(await room.seat('Bob', api.agent(), 'right'));
    await bob.enter();
    await room.owner.patch(`/api/rooms/${room.room.id}`, { password: 'another' });
    await bob.catchUp();
    expect(bob.dismissals).toEqual([]);
    expect((await host.snapshot()).participants.map(({ name }) => name)).toEqual(['Hanna', 'Bob']);
    const reloaded = await room.open(bob.seat);
    expect(await reloaded.enter()).toMatchObject({ type: 'snapshot' });
    const statusWith = async (password: string) =>
      (await room.ask({ name: 'Cleo', password }, api.agent(), addresses.next().value)).status;
    expect([await statusWith('right'), await statusWith('another')]).toEqual([403, 200]);
  });

  it('slows guesses for the whole room, wherever they come from, but not the owner', async () => {
    room = await MeetingRoom.create(api, { password: 'right' });
    const guess = (password: string) =>
      room.ask({ name: 'Eve', password }, api.agent(), addresses.next().value);
    const codes = await Promise.all(
      Array.from({ length: 40 }, async () => (await guess(wrong)).error.code),
    );
    expect(codes.filter((code) => code === 'room-password-wrong')).toHaveLength(
      limits.roomPasswordTriesPerRoom,
    );
    const refused = await guess('right');
    expect([refused.status, refused.error.code]).toEqual([429, 'too-many-tries']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await room.ask({ name: 'Hanna' }, room.owner)).json()).toMatchObject({ role: 'host' });
  });

  it('slows one address over all rooms, whatever X-Forwarded-For says', async () => {
    const address = addresses.next().value;
    const codes: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      room = await MeetingRoom.create(api, { password: 'right' });
      for (let guess = 0; guess < 9; guess += 1) {
        const headers = { 'x-forwarded-for': `10.0.${count}.${guess}` };
        const path = `/api/rooms/${room.room.id}/admissions`;
        const body = { name: 'Eve', password: wrong };
        codes.push(
          (await api.agent().post(path, body, { headers, localAddress: address })).error.code,
        );
      }
    }
    expect(codes.filter((code) => code === 'room-password-wrong')).toHaveLength(
      limits.roomPasswordTriesPerAddress,
    );
  });

  it('does not count right passwords, however many come at once', async () => {
    room = await MeetingRoom.create(api, { password: 'right', hasLobby: true });
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, i) => room.ask({ name: `Guest ${i}`, password: 'right' })),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
  });

  it('is closed when the meeting is full or locked, but not for the owner', async () => {
    room = await MeetingRoom.create(api);
    for (let count = 0; count < api.settings.maxParticipants; count += 1)
      await room.join(`G${count}`);
    expect((await room.door()).json()).toMatchObject({ isFull: true });
    expect((await room.ask({ name: 'Late' })).error.code).toBe('room-full');
    const host = await room.joinAsHost();
    await host.ask('moderation:set-lock', { isLocked: true });
    expect((await room.door()).json()).toMatchObject({ isLocked: true });
    expect((await room.ask({ name: 'Late' })).error.code).toBe('room-locked');
    await host.ask('meetings:leave', {});
    expect((await room.joinAsHost()).seat.role).toBe('host');
  });

  it('counts those who reconnect against the size', async () => {
    room = await MeetingRoom.create(api);
    const pages = [];
    for (let count = 0; count < api.settings.maxParticipants; count += 1)
      pages.push(await room.join(`G${count}`));
    pages[0]?.close();
    await pages[1]?.sees('meetings:connection-changed');
    expect((await room.ask({ name: 'Late' })).error.code).toBe('room-full');
  });

  it('lets no more than so many wait', async () => {
    room = await MeetingRoom.create(api, { hasLobby: true });
    const replies = await Promise.all(
      Array.from({ length: limits.maxWaiting + 5 }, (_, i) => room.ask({ name: `W${i}` })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(limits.maxWaiting);
    expect(replies.filter(({ status }) => status === 503)).toHaveLength(5);
  });

  it('makes names unique, look-alikes included', async () => {
    room = await MeetingRoom.create(api, { hasLobby: true });
    const names = [];
    for (const name of ['Admin', 'admin', 'Аdmin', 'Bob']) names.push((await room.seat(name)).name);
    expect(names).toEqual(['Admin', 'admin (2)', 'Аdmin (3)', 'Bob']);
  });

  it('gives nobody a role, an identity or a state because they ask for it', async () => {
    room = await MeetingRoom.create(api);
    for (const claim of [
      { role: 'moderator' },
      { isModerator: true },
      { participantId: room.room.id },
      JSON.parse('{"__proto__":{"role":"host"}}') as object,
    ]) {
      const reply = await room.ask({ name: 'Eve', ...claim });
      expect(reply.status === 200 ? reply.json<{ role: string }>().role : 'refused').not.toBe(
        'host',
      );
    }
    expect((await room.ask({ name: 'Eve', role: 'host' } as { name: string })).error.code).toBe(
      'invalid',
    );
  });
});

/** Addresses of the loopback that no other test uses. */
function* addressesFrom(second: number): Generator<string, never> {
  for (let count = 1; ; count += 1) yield `127.${second}.${count >> 8}.${count & 255}`;
}
