import { randomUUID } from 'node:crypto';
import type { WaitingPerson } from '@parley/contract';
import { nothingPublished } from '../meetings/live-seat';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

describe.each(databases)('a moderator at the lobby on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let bob: PageInMeeting;
  let by: { participantId: string; name: string };

  beforeAll(async () => {
    const settings = { MAX_PARTICIPANTS: '6' };
    api = await startApi({ database, settings, realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    bob = await room.join('Bob');
    by = { participantId: host.id, name: 'Hanna' };
  });
  afterEach(() => room.close());

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

  it('asks one for patience, who is told so, and lets everyone else in', async () => {
    const [wanda, wim] = [await waits('Wanda'), await waits('Wim')];
    const told: unknown[] = [];
    wanda.socket.on('meetings:held', (payload) => told.push(payload));
    const hold = { participantId: wanda.id, isHeld: true };
    await host.ask('moderation:hold', hold);
    await host.ask('moderation:hold', hold);
    await wanda.catchUp();
    expect(told).toEqual([{ isHeld: true }]);
    expect((await host.snapshot()).waiting.map(({ name, isHeld }) => [name, isHeld])).toEqual([
      ['Wanda', true],
      ['Wim', undefined],
    ]);
    // A reload is told it, too.
    wanda.close();
    const again = await room.open(wanda.seat, randomUUID());
    expect(await again.enter()).toEqual({ type: 'waiting', roomName: 'Standup', isHeld: true });

    await host.ask('moderation:admit', { participantId: null });
    await wim.until(() => wim.admittedCount === 1);
    expect(names((await host.snapshot()).waiting)).toEqual(['Wanda']);
    expect(await host.codeOf('moderation:hold', { ...hold, participantId: wim.id })).toBe(
      'not-found',
    );
    await host.ask('moderation:admit', { participantId: wanda.id });
    await again.until(() => again.admittedCount === 1);
    expect(await again.enter()).toMatchObject({ type: 'snapshot' });
  });

  it('lets whoever was held in with everyone once that is taken back', async () => {
    const wanda = await waits('Wanda');
    for (const isHeld of [true, false])
      await host.ask('moderation:hold', { participantId: wanda.id, isHeld });
    await host.ask('moderation:admit', { participantId: null });
    await wanda.until(() => wanda.admittedCount === 1);
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

  it('puts somebody back, who hears and sees nothing until they are let in again', async () => {
    await host.ask('moderation:set-lobby', { hasLobby: false });
    const cleo = await room.join('Cleo');
    await bob.ask('meetings:set-hand', { isHandRaised: true });
    expect(await host.codeOf('moderation:send-to-lobby', { participantId: host.id })).toBe(
      'forbidden',
    );
    await host.ask('moderation:send-to-lobby', { participantId: bob.id });
    await bob.gone;
    expect(bob.dismissals).toEqual([{ reason: 'sent-to-lobby', by }]);
    expect(await cleo.sees('meetings:participant-left')).toMatchObject({
      participantId: bob.id,
      reason: 'sent-to-lobby',
      by,
    });
    expect(await cleo.sees('moderation:lobby-changed')).toMatchObject({ hasLobby: true });
    const back = await room.open(bob.seat, randomUUID());
    expect(await back.enter()).toEqual({ type: 'waiting', roomName: 'Standup' });
    await cleo.ask('chat:send-message', { id: randomUUID(), text: 'secret' });
    expect(await back.codeOf('meetings:set-hand', { isHandRaised: true })).toBe('forbidden');
    expect(back.happened).toEqual([]);
    expect(names((await host.snapshot()).waiting)).toEqual(['Bob']);

    await host.ask('moderation:admit', { participantId: back.id });
    await back.until(() => back.admittedCount === 1);
    const entered = await back.enter();
    if (entered.type !== 'snapshot') throw new Error('not in the meeting');
    const own = entered.snapshot.participants.find(({ id }) => id === bob.id);
    expect(own).toMatchObject({ name: 'Bob', isHandRaised: false });
  });

  it('keeps somebody waiting who was put back or is held, over a restart of the server', async () => {
    const old = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
    const its = await MeetingRoom.create(old);
    const hanna = await its.joinAsHost();
    const ann = await its.join('Ann');
    const participantId = ann.id;
    await hanna.ask('moderation:send-to-lobby', { participantId });
    await hanna.ask('moderation:hold', { participantId, isHeld: true });
    const api2 = await old.restart();
    const after = its.on(api2);
    const back = await after.open(ann.seat, randomUUID());
    expect(await back.enter()).toMatchObject({ type: 'waiting', isHeld: true });
    const moderator = await after.joinAsHost();
    await moderator.ask('moderation:admit', { participantId: null });
    expect(names((await moderator.snapshot()).waiting)).toEqual(['Ann']);
    after.close();
    await api2.close();
  });

  it('that is switched on while early comers load keeps every new one out of the meeting', async () => {
    await host.ask('moderation:set-lobby', { hasLobby: false });
    const early = await room.seat('Early');
    const [, late] = await Promise.all([
      host.ask('moderation:set-lobby', { hasLobby: true }),
      room.seat('Late').catch(() => null),
    ]);
    const after = await room.seat('After');
    expect(after.state).toBe('waiting');
    // Whoever was let in before may come in; whoever asked afterwards never does, whatever their page sends.
    const page = await room.open(after);
    for (let tries = 0; tries < 3; tries += 1)
      expect(await page.enter({ since: 0 })).toMatchObject({ type: 'waiting' });
    const allowed = [early, late].flatMap((seat) => (seat?.state === 'admitted' ? [seat] : []));
    for (const seat of allowed) await (await room.open(seat)).enter();
    const inside = (await host.snapshot()).participants.map(({ name }) => name);
    expect(inside).not.toContain('After');
    expect(page.happened).toEqual([]);
  });

  it('shows who waits nothing but the title and their own state, in a busy minute', async () => {
    const wanda = await waits('Wanda');
    const frames: string[] = [];
    wanda.socket.onAny((name: string, payload: unknown) => {
      frames.push(`${name} ${JSON.stringify(payload)}`);
    });
    for (let second = 0; second < 60; second += 1) {
      await host.ask('chat:send-message', { id: randomUUID(), text: `secret ${second}` });
      await bob.ask('meetings:set-hand', { isHandRaised: second % 2 === 0 });
      await bob.ask('meetings:set-publications', {
        ...nothingPublished,
        microphone: second % 3 === 0,
      });
      if (second % 10 === 0 && second < 30) await room.seat(`Knocker ${second}`);
      if (second === 30) await host.ask('moderation:suspend-everything', { isSuspended: true });
      clock.advance(1_000);
    }
    await host.ask('moderation:suspend-everything', { isSuspended: false });
    await wanda.catchUp();
    expect(frames).toEqual([]);
    expect(await wanda.enter()).toEqual({ type: 'waiting', roomName: 'Standup' });
    await host.ask('moderation:admit', { participantId: wanda.id });
    await wanda.until(() => wanda.admittedCount === 1);
    expect(frames).toEqual(['meetings:admitted {}']);
  });
});
