import { randomUUID } from 'node:crypto';
import type { Admission, NewInvitation, Seat } from '@parley/contract';
import * as fc from 'fast-check';
import { LiveMeetings } from '../meetings/live-meetings';
import { nothingPublished } from '../meetings/live-seat';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { report } from '../hostile/testing/report';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type Agent, type TestApi } from '../testing/start-api';

/** What a removed person tries at the same time as the removal. */
const moves = [
  'enter again',
  'resume',
  'say away',
  'reload',
  'open a tab',
  'enter the reserve',
  'ask anew',
  'ask by another name',
  'ask by invitation',
  'take the seat over',
] as const;
/** What nobody could tell from somebody new, so that it counts only once the removal is acknowledged. */
const lateMoves = ['clear everything', 'clear everything, by invitation'] as const;
type Move = (typeof moves)[number] | (typeof lateMoves)[number];
const runs = 500;

interface Mallory {
  readonly page: PageInMeeting;
  /** Another seat of the same browser, connected and not entered. */
  readonly reserve: PageInMeeting;
  readonly browser: Agent;
}

describe('joining while being removed', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let invitation: string;
  let tries = 0;
  let untried = 0;
  let gotIn = 0;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    const made = await room.owner.post(`/api/rooms/${room.room.id}/invitations`, { label: 'All' });
    invitation = made.json<NewInvitation>().secret;
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  async function enter(page: PageInMeeting, since?: number): Promise<void> {
    const publications = nothingPublished;
    const payload = { pageId: page.pageId, publications, ...(since !== undefined && { since }) };
    await page.sendAnything('meetings:enter', payload);
  }

  /** Goes all the way: whoever gets a seat enters with it. Each from a network of their own, where knocks are counted. */
  async function comeIn(browser: Agent, admission: Admission): Promise<void> {
    const reply = await room.ask(admission, browser, `127.1.${tries >> 8}.${tries & 255}`);
    // Refused for another reason, a try would prove nothing.
    if (reply.status === 429) untried += 1;
    if (reply.status === 200) await enter(await room.open(reply.json<Seat>()));
  }

  async function make(move: Move, { page, reserve, browser }: Mallory): Promise<void> {
    tries += 1;
    switch (move) {
      case 'enter again':
        return enter(page);
      case 'resume':
        return enter(page, page.happened.at(-1)?.sequence ?? 0);
      case 'say away':
        return void (await page.send('meetings:say-away', {}));
      case 'reload':
        return enter(await room.open(page.seat, randomUUID()));
      case 'open a tab':
        return enter(await room.open(page.seat, page.pageId));
      case 'enter the reserve':
        return enter(reserve);
      case 'ask anew':
        return comeIn(browser, { name: 'Mallory' });
      case 'ask by another name':
        return comeIn(browser, { name: 'Nobody Special' });
      case 'ask by invitation':
        return comeIn(browser, { name: 'Mallory', invitation });
      case 'take the seat over':
        return comeIn(browser, { name: 'Mallory', takeOver: page.id });
      case 'clear everything':
        return comeIn(api.agent(), { name: 'Somebody New' });
      case 'clear everything, by invitation':
        return comeIn(api.agent(), { name: 'Somebody New', invitation });
    }
  }

  async function arrive(): Promise<Mallory> {
    await host.ask('moderation:set-lobby', { hasLobby: false });
    const browser = api.agent();
    const page = await room.join('Mallory', browser);
    const reserve = await room.open(await room.seat('Reserve', browser));
    return { page, reserve, browser };
  }

  it(`never leaves them a participant once the removal is acknowledged, in ${runs} orders`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(...moves), { minLength: 1, maxLength: 4 }),
        fc.option(fc.constantFrom(...lateMoves), { nil: null, freq: 4 }),
        async (scheduler, attempts, late) => {
          const mallory = await arrive();
          const { id: participantId } = mallory.page;
          const removal = scheduler
            .schedule(Promise.resolve(), 'remove')
            .then(() => host.ask('moderation:remove-participant', { participantId, block: false }));
          const tasks = attempts.map((move) =>
            scheduler.schedule(Promise.resolve(), move).then(() => make(move, mallory)),
          );
          const after = removal.then(() => late && make(late, mallory));
          await scheduler.waitIdle();
          // A closed socket answers nothing: that a try fails is as good as that it is refused.
          const [removed] = await Promise.allSettled([removal, after, ...tasks]);

          expect(removed.status).toBe('fulfilled');
          const meeting = api.get(LiveMeetings).inRoom(room.room.id);
          const inside = meeting?.participants().map(({ id }) => id);
          gotIn += inside?.filter((id) => id !== host.id).length ?? 0;
          expect(inside).toEqual([host.id]);
          for (const seat of meeting?.waitingSeats() ?? [])
            await host.ask('moderation:deny', { participantId: seat.participantId });
        },
      ),
      { numRuns: runs },
    );
    report(`comebacks of the removed, ${runs} orders: ${tries} tried, ${gotIn} succeeded`);
    expect(tries).toBeGreaterThan(runs);
    expect(untried).toBe(0);
  }, 240_000);
});
