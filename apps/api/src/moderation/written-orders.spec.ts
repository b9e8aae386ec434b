import { LiveMeetings } from '../meetings/live-meetings';
import { nothingPublished } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { SeatEntity } from '../meetings/seat.entity';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { UnitOfWork } from '../database/unit-of-work';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

const on = { ...nothingPublished, microphone: true, camera: true };
const muted = { ...on, microphone: false };

describe.each(databases)('an order of a moderator on %s', (database) => {
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let bob: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database, realtime: { rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    bob = await room.join('Bob');
    await bob.ask('meetings:set-publications', on);
    // What Bob said himself is written: no write of his is left that an order could travel with.
    await api.get(LiveMeetings).inOrder(room.room.id, () => Promise.resolve());
  });
  afterEach(() => room.close());

  /** What a server that is started after a SIGKILL reads. */
  const rowOf = ({ id }: PageInMeeting) =>
    api.get(UnitOfWork).read((manager) => manager.findOneByOrFail(SeatEntity, { id }));

  const orders = [
    ['one person', 'moderation:mute-participant'],
    ['everyone', 'moderation:mute-everyone'],
  ] as const;

  it.each(orders)(
    'to mute %s is heard at once and answered once it is written',
    async (_, name) => {
      const turn = Promise.withResolvers<void>();
      const held = api.get(LiveMeetings).inOrder(room.room.id, () => turn.promise);
      let isAnswered = false;
      const answer = host
        .ask(name, name === 'moderation:mute-everyone' ? {} : target())
        .then(() => {
          isAnswered = true;
        });
      await bob.sees('meetings:publications-changed', ({ by }) => by !== null);
      // An event of the same page that waits for nothing: the answer to the order would have come before.
      await host.ask('meetings:set-hand', { isHandRaised: true });
      expect(isAnswered).toBe(false);
      expect((await rowOf(bob)).orders).toBeNull();
      turn.resolve();
      await Promise.all([held, answer]);
      expect(await rowOf(bob)).toMatchObject({
        publications: muted,
        orders: [{ switchedOff: ['microphone'] }],
      });
    },
  );

  it('that cannot be written holds, and is not called done', async () => {
    const remember = jest
      .spyOn(api.get(MeetingRecords), 'remember')
      .mockRejectedValueOnce(new Error('disk full'));
    expect(await host.codeOf('moderation:mute-participant', target())).toBe('internal');
    remember.mockRestore();
    const own = (await host.snapshot()).participants.find(({ id }) => id === bob.id);
    expect(own?.publications).toEqual(muted);
    expect(await host.codeOf('moderation:stop-camera', target())).toBe('granted');
    expect((await rowOf(bob)).orders).toHaveLength(2);
  });

  const target = () => ({ participantId: bob.id });
});
