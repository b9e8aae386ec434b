import * as fc from 'fast-check';
import { LiveMeetings } from '../meetings/live-meetings';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type Agent, type TestApi } from '../testing/start-api';

/** What a removed person tries at the same time as the removal. */
const moves = ['enter again', 'open a tab', 'enter the reserve', 'ask anew', 'say away'] as const;
type Move = (typeof moves)[number];
const runs = 200;

describe('joining while being removed', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  /** Every outcome is fine but being inside after the removal was acknowledged. */
  async function make(move: Move, page: PageInMeeting, browser: Agent, reserve: PageInMeeting) {
    const ofPage = async (other: PageInMeeting) => {
      const result = await other.sendAnything('meetings:enter', {
        pageId: other.pageId,
        publications: {
          microphone: false,
          camera: false,
          screen_share: false,
          screen_share_audio: false,
        },
      });
      return result.ok ? 'granted' : result.error.code;
    };
    if (move === 'enter again') return ofPage(page);
    if (move === 'enter the reserve') return ofPage(reserve);
    if (move === 'say away') return page.send('meetings:say-away', {});
    if (move === 'open a tab') return ofPage(await room.open(page.seat));
    return (await room.ask({ name: 'Mallory' }, browser)).text;
  }

  it(`never leaves them a participant once the removal is acknowledged, in ${runs} orders`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...moves), { minLength: 1, maxLength: 4 }),
        fc.nat(4),
        async (attempts, removeAt) => {
          await host.ask('moderation:set-lobby', { hasLobby: false });
          const browser = api.agent();
          const mallory = await room.join('Mallory', browser);
          const reserve = await room.open(await room.seat('Reserve', browser));
          const tasks = attempts.map((move) => () => make(move, mallory, browser, reserve));
          const remove = () =>
            host.ask('moderation:remove-participant', { participantId: mallory.id, block: false });
          tasks.splice(removeAt, 0, remove as () => Promise<never>);
          // A closed socket answers nothing: that a try fails is as good as that it is refused.
          await Promise.allSettled(tasks.map((task) => task()));

          const meeting = api.get(LiveMeetings).inRoom(room.room.id);
          expect(meeting?.participants().map(({ id }) => id)).toEqual([host.id]);
          for (const seat of meeting?.waitingSeats() ?? [])
            await host.ask('moderation:deny', { participantId: seat.participantId });
        },
      ),
      { numRuns: runs },
    );
  }, 60_000);
});
