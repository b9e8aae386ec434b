import { limits, type MeetingEvent, type Participant } from '@parley/contract';
import * as fc from 'fast-check';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type TestApi } from '../testing/start-api';
import { LiveMeetings } from './live-meetings';
import { nothingPublished } from './live-seat';
import { outOfSightAfterMs } from './presence';
import { peopleAfter } from './testing/known-people';
import { MeetingRoom } from './testing/meeting-room';
import type { PageInMeeting } from './testing/page-in-meeting';

const steps = [
  'leaves',
  'crashes',
  'is cut off and comes back',
  'loads the page anew',
  'closes the tab',
  'raises a hand',
  'switches the camera on',
  'is made a moderator',
  'is removed',
  'is put back into the lobby',
] as const;
type Step = (typeof steps)[number];

/** Somebody who is in the meeting, and what their page knows. */
interface Here {
  readonly page: PageInMeeting;
  readonly participants: readonly Participant[];
  /** What this page heard over sockets that are gone. */
  readonly heard: readonly MeetingEvent[];
  /** How far the snapshot reaches. */
  readonly sequence: number;
}

describe('the people lists of a meeting', () => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: Here;
  const here = new Map<number, Here>();

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { clock, rates: new LiftedRates() } });
    room = await MeetingRoom.create(api);
    host = await arrived(await room.open(await room.seat('Hanna', room.owner)));
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  async function arrived(page: PageInMeeting): Promise<Here> {
    const { participants, sequence } = await page.snapshot();
    return { page, participants, sequence, heard: [] };
  }

  const eventsOf = ({ page, heard, sequence }: Here) =>
    [...heard, ...page.happened].filter((event) => event.sequence > sequence);
  const listOf = (one: Here) => peopleAfter(one.participants, eventsOf(one));
  const isShown = (id: string, isIt: (person: Participant | undefined) => boolean) =>
    host.page.until(() => isIt(listOf(host).find((person) => person.id === id)));
  const isGone = (id: string) => isShown(id, (person) => person === undefined);

  /** The network goes without a word, and everybody sees it. */
  async function loses({ page }: Here): Promise<void> {
    page.close();
    await isShown(page.id, (person) => person?.isConnected === false);
  }

  async function comesBack(one: Here): Promise<Here> {
    await loses(one);
    const events = eventsOf(one);
    const page = await room.open(one.page.seat, one.page.pageId);
    const entered = await page.enter({ since: events.at(-1)?.sequence ?? one.sequence });
    if (entered.type === 'missed') return { ...one, page, heard: [...events, ...entered.events] };
    return arrived(page);
  }

  /** Says what becomes of them: null where they are not in the meeting any more. */
  async function takes(step: Step, one: Here): Promise<Here | null> {
    const { page } = one;
    const participantId = page.id;
    switch (step) {
      case 'leaves':
        await page.ask('meetings:leave', {});
        return null;
      case 'crashes':
        await loses(one);
        clock.advance(limits.seatGraceMs);
        await isGone(page.id);
        return null;
      case 'is cut off and comes back':
        return comesBack(one);
      case 'loads the page anew':
        await page.ask('meetings:say-away', {});
        page.close();
        return arrived(await room.open(page.seat));
      case 'closes the tab':
        await page.ask('meetings:say-away', {});
        page.close();
        clock.advance(outOfSightAfterMs);
        await isShown(page.id, (person) => person?.isAway === true);
        clock.advance(limits.seatAwayGraceMs);
        await isGone(page.id);
        return null;
      case 'raises a hand':
        await page.ask('meetings:set-hand', { isHandRaised: true });
        return one;
      case 'switches the camera on':
        await page.ask('meetings:set-publications', { ...nothingPublished, camera: true });
        return one;
      case 'is made a moderator':
        await host.page.ask('moderation:set-role', { participantId, role: 'moderator' });
        return one;
      case 'is removed':
        await host.page.ask('moderation:remove-participant', { participantId, block: false });
        return letNewOnesIn();
      case 'is put back into the lobby':
        await host.page.ask('moderation:send-to-lobby', { participantId });
        await host.page.ask('moderation:deny', { participantId });
        return letNewOnesIn();
    }
  }

  async function letNewOnesIn(): Promise<null> {
    await host.page.ask('moderation:set-lobby', { hasLobby: false });
    return null;
  }

  async function goesOn(who: number, step: Step): Promise<void> {
    const one = here.get(who);
    const after = one ? await takes(step, one) : await arrived(await newcomer(who));
    if (after) here.set(who, after);
    else here.delete(who);
  }

  const newcomer = async (who: number) => room.open(await room.seat(`Guest ${who}`));

  it('are the server’s for everybody, after any join, leave, crash, cut, reload or removal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(...steps)), {
          minLength: 5,
          maxLength: 20,
        }),
        async (moves) => {
          for (const [who, step] of moves) {
            await goesOn(who, step);
            const lists = [host, ...here.values()];
            await Promise.all(lists.map(({ page }) => page.catchUp()));
            const truth = api.get(LiveMeetings).inRoom(room.room.id)?.participants();
            expect(truth).toHaveLength(lists.length);
            for (const one of lists) expect(listOf(one)).toEqual(truth);
          }
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 240_000);
});
