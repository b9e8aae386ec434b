import type { Door, Seat } from '@parley/contract';
import { startApi, type TestApi } from '../testing/start-api';
import { MeetingRoom } from './testing/meeting-room';

describe('somebody who is inside already', () => {
  let api: TestApi;
  let room: MeetingRoom;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
  });
  afterEach(() => room.close());

  const inside = async (agent = api.agent()) => (await room.door(agent)).json<Door>().seatsInside;

  it('moves to the new page by joining again with the same account, and is never there twice', async () => {
    const bob = await api.signedIn('Bob');
    const host = await room.joinAsHost();
    const before = await room.join('Bob', bob);
    expect(await inside(bob)).toEqual([{ participantId: before.id, name: 'Bob', isAccount: true }]);
    const after = await room.join('Robert', bob);
    expect(after.seat).toMatchObject({ participantId: before.id, name: 'Bob' });
    expect(after.seat.token).not.toBe(before.seat.token);
    await before.gone;
    expect(before.dismissals).toEqual([{ reason: 'replaced', by: null }]);
    const { participants } = await host.snapshot();
    expect(participants.map(({ id, pageId }) => [id, pageId])).toEqual([
      [host.id, host.pageId],
      [before.id, after.pageId],
    ]);
    expect(host.types()).not.toContain('meetings:participant-left');
    expect(
      host.happened.some(
        ({ happening }) =>
          happening.type === 'meetings:connection-changed' && !happening.isConnected,
      ),
    ).toBe(false);
  });

  it('may not come back by the token from before, and by taking over may', async () => {
    const bob = await api.signedIn('Bob');
    const before = await room.join('Bob', bob);
    await room.join('Bob', bob);
    await expect(room.open(before.seat)).rejects.toMatchObject({ failure: { code: 'seat-gone' } });
    const back = await room.ask({ name: 'Bob', takeOver: before.id }, bob);
    expect(back.json<Seat>().participantId).toBe(before.id);
  });

  it('keeps role and place in a locked room, and is not asked for the password again', async () => {
    const locked = await MeetingRoom.create(api, { password: 'open sesame' });
    const host = await locked.joinAsHost();
    const guest = api.agent();
    const ann = await locked.open(await locked.seat('Ann', guest, 'open sesame'));
    await ann.enter();
    await host.ask('moderation:set-role', { participantId: ann.id, role: 'moderator' });
    await host.ask('moderation:set-lock', { isLocked: true });
    const reply = await locked.ask({ name: 'Ann', takeOver: ann.id }, guest);
    expect(reply.json<Seat>()).toMatchObject({ participantId: ann.id, role: 'moderator' });
    locked.close();
  });

  it('joins as another guest in the same browser, unless they choose to take over', async () => {
    const browser = api.agent();
    const ann = await room.join('Ann', browser);
    const bob = await room.join('Bob', browser);
    expect(bob.id).not.toBe(ann.id);
    expect(await inside(browser)).toEqual([
      { participantId: ann.id, name: 'Ann', isAccount: false },
      { participantId: bob.id, name: 'Bob', isAccount: false },
    ]);
    const seat = (await room.ask({ name: 'Ann', takeOver: ann.id }, browser)).json<Seat>();
    const again = await room.open(seat);
    await again.enter();
    await ann.gone;
    expect(again.id).toBe(ann.id);
    expect(ann.dismissals).toEqual([{ reason: 'replaced', by: null }]);
    expect(bob.dismissals).toEqual([]);
  });

  it('is nobody to a stranger, to another account and to a guest in the browser of an account', async () => {
    const host = await room.joinAsHost();
    const ann = await room.join('Ann');
    const guestThere = api.agent();
    guestThere.setCookies(
      room.owner.cookie
        .split('; ')
        .filter((pair) => pair.startsWith('parley_device='))
        .join('; '),
    );
    for (const agent of [api.agent(), await api.signedIn('Mallory'), guestThere]) {
      expect(await inside(agent)).toBeUndefined();
      for (const { id } of [host, ann])
        expect((await room.ask({ name: 'Mallory', takeOver: id }, agent)).error.code).toBe(
          'seat-gone',
        );
    }
    await ann.catchUp();
    expect(ann.dismissals).toEqual([]);
  });

  it('cannot take over a seat from which a moderator removed them', async () => {
    const host = await room.joinAsHost();
    const browser = api.agent();
    const ann = await room.join('Ann', browser);
    await host.ask('moderation:remove-participant', { participantId: ann.id, block: false });
    expect(await inside(browser)).toBeUndefined();
    const reply = await room.ask({ name: 'Ann', takeOver: ann.id }, browser);
    expect(reply.error.code).toBe('seat-gone');
  });
});
