import { randomUUID } from 'node:crypto';
import { limits, type Entered } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type TestApi } from '../testing/start-api';
import { outOfSightAfterMs } from './presence';
import { MeetingRoom } from './testing/meeting-room';
import type { PageInMeeting } from './testing/page-in-meeting';

const off = { microphone: false, camera: false, screen_share: false, screen_share_audio: false };
const talking = { ...off, microphone: true };

describe('somebody whose page is gone', () => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterEach(() => room.close());

  /** Closes the page's socket and returns the last number it saw, which is everybody's. */
  async function lost(page: PageInMeeting): Promise<number> {
    await host.catchUp();
    const since = host.happened.at(-1)?.sequence ?? 0;
    page.close();
    await host.sees(
      'meetings:connection-changed',
      ({ participantId, isConnected }) => participantId === page.id && !isConnected,
    );
    return since;
  }

  /** More than the log keeps. */
  async function muchHappens(): Promise<void> {
    for (let count = 0; count <= limits.eventLogCount / 2; count += 1)
      for (const isHandRaised of [true, false])
        await host.ask('meetings:set-hand', { isHandRaised });
  }

  async function back(page: PageInMeeting, since?: number, pageId = page.pageId) {
    const again = await room.open(page.seat, pageId);
    const publications = talking;
    const entered = await again.enter({ publications, ...(since !== undefined && { since }) });
    return { again, entered };
  }

  const selfIn = (entered: Entered, id: string) =>
    entered.type === 'snapshot'
      ? entered.snapshot.participants.find((one) => one.id === id)
      : undefined;
  const leaves = () => host.types().filter((type) => type === 'meetings:participant-left');

  it.each([5, 30, 120])(
    'is on the roster after %i s, and hears what was missed once and in order',
    async (seconds) => {
      const bob = await room.joinAs('moderator', 'Bob', host);
      const since = await lost(bob);
      for (const text of ['one', 'two', 'three'])
        await host.ask('chat:send-message', { id: randomUUID(), text });
      clock.advance(seconds * 1_000);
      await host.catchUp();
      expect(leaves()).toEqual([]);

      const { again, entered } = await back(bob, since);
      const events = entered.type === 'missed' ? entered.events : [];
      expect(
        events.flatMap(({ happening }) =>
          happening.type === 'chat:message-sent' ? [happening.message.text] : [],
        ),
      ).toEqual(['one', 'two', 'three']);
      const numbers = events.map(({ sequence }) => sequence);
      expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
      await again.catchUp();
      expect(again.happened).toEqual([]);
      const { participants } = await host.snapshot();
      expect(participants.map(({ id, role }) => [id, role])).toContainEqual([bob.id, 'moderator']);
    },
  );

  it('has no seat after ten minutes, and comes in by the door again as one person', async () => {
    const agent = api.agent();
    const bob = await room.join('Bob', agent);
    await lost(bob);
    clock.advance(600_000);
    await host.sees('meetings:participant-left');
    await expect(room.open(bob.seat)).rejects.toMatchObject({ failure: { code: 'seat-gone' } });
    const again = await room.join('Bob', agent);
    const { participants } = await host.snapshot();
    expect(participants.map(({ id, name }) => [id, name])).toEqual([
      [host.id, 'Hanna'],
      [again.id, 'Bob'],
    ]);
  });

  it('is out of sight within a second of closing the tab', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:say-away', {});
    bob.close();
    const isGone = () =>
      host.happened.some(
        ({ happening }) => happening.type === 'meetings:connection-changed' && happening.isAway,
      );
    await host.catchUp();
    expect(isGone()).toBe(false);
    clock.advance(outOfSightAfterMs);
    expect(outOfSightAfterMs).toBeLessThan(1_000);
    await host.catchUp();
    expect(isGone()).toBe(true);
    expect((await host.snapshot()).participants).toContainEqual(
      expect.objectContaining({ id: bob.id, isAway: true }),
    );
  });

  it('comes back to the same place when a reload takes longer than that', async () => {
    const bob = await room.join('Bob');
    clock.advance(1);
    const cleo = await room.join('Cleo');
    await bob.ask('meetings:say-away', {});
    bob.close();
    clock.advance(limits.seatAwayGraceMs - 1);
    const { again } = await back(bob, undefined, randomUUID());
    clock.advance(limits.seatGraceMs);
    const { participants } = await host.snapshot();
    expect(participants.map(({ id }) => id)).toEqual([host.id, bob.id, cleo.id]);
    const own = participants.find(({ id }) => id === bob.id);
    expect(own).toMatchObject({ pageId: again.pageId, isConnected: true });
    expect(own?.isAway).toBeUndefined();
    expect(leaves()).toEqual([]);
  });

  it('keeps moderating while the page is loaded anew', async () => {
    const bob = await room.join('Bob');
    await host.ask('meetings:say-away', {});
    host.close();
    clock.advance(limits.seatAwayGraceMs - 1);
    await back(host, undefined, randomUUID());
    await bob.catchUp();
    expect(bob.types()).not.toContain('moderation:role-changed');
    expect((await bob.snapshot()).participants.map(({ role }) => role)).toEqual([
      'host',
      'participant',
    ]);
  });

  it('stays muted when a moderator muted them meanwhile, and is told by whom', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:set-publications', talking);
    const since = await lost(bob);
    await host.ask('moderation:mute-participant', { participantId: bob.id });
    await muchHappens();
    const { again, entered } = await back(bob, since);
    expect(selfIn(entered, bob.id)?.publications).toEqual(off);
    expect(entered).toMatchObject({
      orders: [{ happening: { publications: off, by: { name: 'Hanna' } } }],
    });
    await host.catchUp();
    const said = host.happened.flatMap(({ happening }) =>
      happening.type === 'meetings:publications-changed' ? [happening.publications.microphone] : [],
    );
    expect(said).toEqual([true, false]);

    await again.ask('meetings:set-publications', talking);
    expect((await host.snapshot()).participants[1]?.publications).toEqual(talking);
  });

  it('does not speak for a moment either when few things were missed', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:set-publications', talking);
    const since = await lost(bob);
    await host.ask('moderation:mute-everyone', {});
    const { entered } = await back(bob, since);
    expect(entered.type).toBe('missed');
    expect((await host.snapshot()).participants[1]?.publications).toEqual(off);
  });

  it('is not held to an order that was heard before', async () => {
    const bob = await room.join('Bob');
    await bob.ask('meetings:set-publications', talking);
    await host.ask('moderation:mute-participant', { participantId: bob.id });
    await bob.ask('meetings:set-publications', talking);
    const since = await lost(bob);
    await muchHappens();
    const { entered } = await back(bob, since);
    expect(selfIn(entered, bob.id)?.publications).toEqual(talking);
    expect(entered).not.toHaveProperty('orders');
  });
});
