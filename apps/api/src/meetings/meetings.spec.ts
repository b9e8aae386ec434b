import { randomUUID } from 'node:crypto';
import { limits } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { MeetingRoom } from './testing/meeting-room';
import type { PageInMeeting } from './testing/page-in-meeting';

const silent = {
  microphone: false,
  camera: false,
  screen_share: false,
  screen_share_audio: false,
};

describe.each(databases)('a meeting on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterEach(() => room.close());

  /** Opens the same seat once more and says how the page came back. */
  async function comesBack(page: PageInMeeting, pageId: string, since?: number) {
    const again = await room.open(page.seat, pageId);
    const entered = await again.enter(since === undefined ? {} : { since });
    return { again, entered };
  }

  it('shows those who are inside to each other, in the order in which they came', async () => {
    clock.advance(1);
    const bob = await room.join('Bob');
    const joined = await host.sees('meetings:participant-joined');
    expect(joined.participant).toMatchObject({
      id: bob.id,
      name: 'Bob',
      role: 'participant',
      pageId: bob.pageId,
      isConnected: true,
    });
    const { participants, self } = await bob.snapshot();
    expect(participants.map(({ name, role }) => [name, role])).toEqual([
      ['Hanna', 'host'],
      ['Bob', 'participant'],
    ]);
    expect(self).toBe(bob.id);
  });

  it('tells everybody at once of a ceiling that the owner sets for the room', async () => {
    const bob = await room.join('Bob');
    const ceilings = { audioKbps: null, videoKbps: 250, screenKbps: 500 };
    expect((await bob.snapshot()).ceilings).toEqual({
      ...ceilings,
      videoKbps: null,
      screenKbps: null,
    });
    await room.owner.patch(`/api/rooms/${room.room.id}`, { ceilings });
    for (const page of [host, bob])
      expect(await page.sees('meetings:ceilings-changed')).toMatchObject({ ceilings });
    expect((await bob.snapshot()).ceilings).toEqual(ceilings);
    const late = await room.join('Late');
    expect(await late.snapshot()).toMatchObject({ ceilings, maxParticipants: 8 });
  });

  it('tells a newcomer of themselves by the snapshot, not by a happening', async () => {
    const bob = await room.join('Bob');
    await bob.catchUp();
    expect(bob.happened).toEqual([]);
  });

  it('is one, however many arrive at once', async () => {
    const other = await MeetingRoom.create(api, { hasLobby: true });
    const agents = Array.from({ length: 20 }, () => api.agent());
    const seats = await Promise.all(agents.map((agent, i) => other.seat(`Guest ${i}`, agent)));
    expect(new Set(seats.map(({ meetingId }) => meetingId)).size).toBe(1);
    expect(new Set(seats.map(({ participantId }) => participantId)).size).toBe(20);
  });

  it('keeps one order for everybody and says what is on at once', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:set-publications', { ...silent, camera: true });
    await bob.ask('meetings:set-hand', { isHandRaised: true });
    await host.ask('meetings:set-hand', { isHandRaised: true });
    await host.ask('meetings:set-hand', { isHandRaised: true });
    await bob.catchUp();
    expect(bob.types()).toEqual([
      'meetings:publications-changed',
      'meetings:hand-changed',
      'meetings:hand-changed',
    ]);
    const ofHost = host.happened.slice(1);
    expect(ofHost).toEqual(bob.happened);
    const numbers = ofHost.map(({ sequence }) => sequence);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect((await host.snapshot()).participants[1]).toMatchObject({
      isHandRaised: true,
      publications: { camera: true },
    });
  });

  it('answers a page whose socket was gone with exactly what it missed', async () => {
    const bob = await room.join('Bob');
    const { sequence } = await bob.snapshot();
    bob.close();
    await host.sees('meetings:connection-changed', ({ isConnected }) => !isConnected);
    await host.ask('chat:send-message', { id: randomUUID(), text: 'still there?' });

    const { again, entered } = await comesBack(bob, bob.pageId, sequence);
    expect(entered.type).toBe('missed');
    const events = entered.type === 'missed' ? entered.events : [];
    expect(events.map(({ happening }) => happening.type)).toEqual([
      'meetings:connection-changed',
      'chat:message-sent',
      'meetings:connection-changed',
    ]);
    await again.catchUp();
    expect(again.happened).toEqual([]);
    expect(host.types()).not.toContain('meetings:participant-left');
    await host.sees(
      'meetings:connection-changed',
      ({ isConnected, pageId }) => isConnected && pageId === bob.pageId,
    );
  });

  it('answers who missed more than the log keeps with a snapshot', async () => {
    const bob = await room.join('Bob');
    const { sequence } = await bob.snapshot();
    bob.close();
    for (let count = 0; count <= limits.eventLogCount / 2; count += 1)
      for (const isHandRaised of [true, false])
        await host.ask('meetings:set-hand', { isHandRaised });
    const { entered } = await comesBack(bob, bob.pageId, sequence);
    expect(entered.type).toBe('snapshot');
  });

  it('keeps seat, name and role over a reload, and shows nobody a second tile', async () => {
    const bob = await room.joinAs('moderator', 'Bob', host);
    await bob.ask('meetings:say-away', {});
    bob.close();
    const { again, entered } = await comesBack(bob, randomUUID());
    const self = entered.type === 'snapshot' && entered.snapshot.participants[1];
    expect(self).toMatchObject({
      id: bob.id,
      name: 'Bob',
      role: 'moderator',
      pageId: again.pageId,
    });
    await host.sees('meetings:connection-changed', ({ pageId }) => pageId === again.pageId);
    expect(host.types().filter((type) => type.startsWith('meetings:participant-'))).toEqual([
      'meetings:participant-joined',
    ]);
    clock.advance(limits.seatGraceMs * 2);
    await host.catchUp();
    expect((await host.snapshot()).participants).toHaveLength(2);
  });

  it('gives the seat to the newest tab and tells the older one', async () => {
    const bob = await room.join('Bob');
    const { again } = await comesBack(bob, randomUUID());
    await bob.gone;
    expect(bob.dismissals).toEqual([{ reason: 'replaced', by: null }]);
    await again.ask('meetings:set-hand', { isHandRaised: true });
    expect((await host.snapshot()).participants).toHaveLength(2);
  });

  it('closes the half-open socket of a page that is back, without a word', async () => {
    const bob = await room.join('Bob');
    await comesBack(bob, bob.pageId);
    await bob.gone;
    expect(bob.dismissals).toEqual([]);
  });

  it('keeps the seat of somebody who vanished for its grace time', async () => {
    const bob = await room.join('Bob');
    bob.close();
    await host.sees('meetings:connection-changed', ({ isConnected }) => !isConnected);
    clock.advance(limits.seatGraceMs - 1);
    await host.catchUp();
    expect(host.types()).not.toContain('meetings:participant-left');
    clock.advance(1);
    const left = await host.sees('meetings:participant-left');
    expect(left).toMatchObject({ participantId: bob.id, reason: 'vanished', by: null });
    await expect(room.open(bob.seat)).rejects.toMatchObject({ failure: { code: 'seat-gone' } });
  });

  it('lets a closed tab go sooner, because it said so', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:say-away', {});
    await host.sees('meetings:connection-changed', ({ isConnected }) => !isConnected);
    bob.close();
    clock.advance(limits.seatAwayGraceMs);
    expect(await host.sees('meetings:participant-left')).toMatchObject({ reason: 'vanished' });
  });

  it('takes nothing from a page that said it is away until it enters again', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:say-away', {});
    expect(await bob.codeOf('meetings:set-hand', { isHandRaised: true })).toBe('forbidden');
    await bob.enter();
    expect(await bob.codeOf('meetings:set-hand', { isHandRaised: true })).toBe('granted');
  });

  it('does not keep a place for a seat that nobody enters', async () => {
    const page = await room.open(await room.seat('Nobody'));
    clock.advance(60_000);
    await page.gone;
    await expect(room.open(page.seat)).rejects.toMatchObject({ failure: { code: 'seat-gone' } });
    await host.catchUp();
    expect(host.types()).not.toContain('meetings:participant-left');
  });

  it('passes moderation on to who has been there longest when its host leaves', async () => {
    clock.advance(1);
    const bob = await room.join('Bob');
    clock.advance(1);
    await room.join('Cleo');
    await host.ask('meetings:leave', {});
    await host.gone;
    expect(await bob.sees('meetings:participant-left')).toMatchObject({ reason: 'left' });
    expect(await bob.sees('moderation:role-changed')).toEqual({
      type: 'moderation:role-changed',
      participantId: bob.id,
      role: 'moderator',
      by: null,
    });
    expect(host.dismissals).toEqual([]);
  });

  it('does not pass moderation on while the host is merely reconnecting', async () => {
    const bob = await room.join('Bob');
    host.close();
    await bob.sees('meetings:connection-changed');
    expect((await bob.snapshot()).participants.map(({ role }) => role).sort()).toEqual([
      'host',
      'participant',
    ]);
    clock.advance(limits.seatGraceMs);
    expect(await bob.sees('moderation:role-changed')).toMatchObject({ participantId: bob.id });
  });

  it('takes the host back as host, without a second tile', async () => {
    const bob = await room.join('Bob');
    await host.ask('meetings:leave', {});
    const again = await room.joinAsHost();
    const { participants } = await bob.snapshot();
    expect(participants.map(({ id, role }) => [id, role])).toEqual([
      [bob.id, 'moderator'],
      [again.id, 'host'],
    ]);
  });

  it('ends for all when a moderator ends it', async () => {
    const bob = await room.join('Bob');
    await host.ask('meetings:end', {});
    await Promise.all([host.gone, bob.gone]);
    const by = { participantId: host.id, name: 'Hanna' };
    expect(bob.dismissals).toEqual([{ reason: 'ended', by }]);
    await expect(room.open(bob.seat)).rejects.toMatchObject({ failure: { code: 'meeting-ended' } });
    expect((await room.door()).json()).toMatchObject({ hasStarted: false });
    expect((await room.seat('Bob')).meetingId).not.toBe(bob.seat.meetingId);
  });

  it('ends when the last seat is given back, and the next one is another', async () => {
    await host.ask('meetings:leave', {});
    const again = await room.joinAsHost();
    expect(again.seat.meetingId).not.toBe(host.seat.meetingId);
  });

  it('ends when its room is deleted', async () => {
    const reply = await room.owner.delete(`/api/rooms/${room.room.id}`);
    expect(reply.status).toBe(204);
    await host.gone;
    expect(host.dismissals).toEqual([{ reason: 'ended', by: null }]);
    expect((await room.door()).error.code).toBe('room-unknown');
  });

  it('shows in the rooms list how many are inside', async () => {
    await room.join('Bob');
    const rooms = (await room.owner.get('/api/rooms')).json<unknown[]>();
    expect(rooms[0]).toMatchObject({
      meeting: { id: host.seat.meetingId, participantCount: 2 },
    });
  });
});
