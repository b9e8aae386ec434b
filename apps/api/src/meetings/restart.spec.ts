import { limits } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { nothingPublished } from './live-seat';
import { MeetingRoom } from './testing/meeting-room';

describe.each(databases)('a server restart on %s', (database) => {
  let clock: FakeClock;
  let api: TestApi;
  let room: MeetingRoom;

  beforeEach(async () => {
    clock = new FakeClock();
    api = await startApi({ database, realtime: { clock } });
    room = await MeetingRoom.create(api);
  });
  afterEach(async () => {
    room.close();
    await api.close();
  });

  async function restart(): Promise<void> {
    room.close();
    api = await api.restart();
    room = room.on(api);
  }

  it('keeps seats, names, roles and pages, and asks nobody for anything again', async () => {
    const host = await room.joinAsHost();
    const bob = await room.joinAs('moderator', 'Bob', host);
    const { sequence, meetingId } = await bob.snapshot();
    await restart();

    const again = await room.open(bob.seat, bob.pageId);
    const entered = await again.enter({ since: sequence });
    if (entered.type !== 'snapshot') throw new Error(`not a snapshot but ${entered.type}`);
    const { snapshot } = entered;
    expect(snapshot).toMatchObject({ meetingId, self: bob.id });
    expect(snapshot.sequence).toBeGreaterThan(sequence + limits.eventLogCount);
    expect(snapshot.participants).toMatchObject([
      { id: host.id, role: 'host', pageId: host.pageId, isConnected: false },
      { id: bob.id, role: 'moderator', pageId: bob.pageId, isConnected: true },
    ]);

    const hostAgain = await room.open(host.seat, host.pageId);
    await hostAgain.enter();
    expect(await again.sees('meetings:connection-changed')).toMatchObject({
      participantId: host.id,
      isConnected: true,
    });
  });

  it('keeps the ceilings of the room', async () => {
    const host = await room.joinAsHost();
    const ceilings = { audioKbps: 24, videoKbps: null, screenKbps: 1_000 };
    await room.owner.patch(`/api/rooms/${room.room.id}`, { ceilings });
    await restart();
    const again = await room.open(host.seat, host.pageId);
    await again.enter();
    expect((await again.snapshot()).ceilings).toEqual(ceilings);
  });

  it('keeps removals and the lobby that came with them', async () => {
    const host = await room.joinAsHost();
    const mallory = api.agent();
    const page = await room.join('Mallory', mallory);
    await host.ask('moderation:remove-participant', { participantId: page.id, block: false });
    await restart();

    await expect(room.open(page.seat)).rejects.toMatchObject({ failure: { code: 'removed' } });
    expect((await room.door()).json()).toMatchObject({ hasLobby: true });
    expect(await room.seat('Somebody else')).toMatchObject({ state: 'waiting' });
  });

  it('keeps a mute from somebody who was away when it happened', async () => {
    const host = await room.joinAsHost();
    const bob = await room.join('Bob');
    const talking = { ...nothingPublished, microphone: true };
    await bob.ask('meetings:set-publications', talking);
    await host.sees('meetings:publications-changed');
    const since = host.happened.at(-1)?.sequence ?? 0;
    bob.close();
    await host.sees('meetings:connection-changed', ({ isConnected }) => !isConnected);
    await host.ask('moderation:mute-participant', { participantId: bob.id });
    await restart();

    const again = await room.open(bob.seat, bob.pageId);
    const entered = await again.enter({ publications: talking, since });
    expect(entered).toMatchObject({
      orders: [{ happening: { publications: nothingPublished, by: { name: 'Hanna' } } }],
    });
    const own = (await again.snapshot()).participants.find(({ id }) => id === bob.id);
    expect(own?.publications).toEqual(nothingPublished);

    await again.ask('meetings:set-publications', talking);
    await restart();
    const later = await room.open(bob.seat, bob.pageId);
    expect(await later.enter({ publications: talking, since })).not.toHaveProperty('orders');
  });

  it('gives seats back that nobody returns to, and then ends the meeting', async () => {
    const host = await room.joinAsHost();
    await restart();
    clock.advance(limits.seatGraceMs);
    const again = await room.joinAsHost();
    expect(again.seat.meetingId).not.toBe(host.seat.meetingId);
  });
});
