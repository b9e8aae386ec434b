import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { startApi, type TestApi } from '../testing/start-api';
import { FakeClock } from './testing/fake-clock';

const hand = { isHandRaised: true };

describe('a flooder', () => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { clock } });
  });
  beforeEach(async () => {
    clock.advance(61_000);
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterEach(async () => {
    expect(await host.codeOf('meetings:set-hand', hand)).toBe('granted');
    room.close();
  });
  afterAll(() => api.close());

  /** More than the bucket holds, at one moment. */
  const burst = (page: PageInMeeting, count = 25): void => {
    for (let sent = 0; sent < count; sent += 1) page.socket.emit('meetings:set-hand', hand);
  };
  const enter = async (seat: PageInMeeting['seat']): Promise<PageInMeeting> => {
    const page = await room.open(seat);
    await page.enter();
    return page;
  };

  it('who sends thousands at one moment is closed in that moment', async () => {
    const page = await enter(await room.seat('Flo'));
    burst(page, 2_000);
    await page.gone;
  });

  it('who was closed and comes back with the same seat is closed at the next burst', async () => {
    const seat = await room.seat('Flo');
    const first = await enter(seat);
    for (let strike = 0; strike < 3; strike += 1) {
      burst(first);
      await (strike < 2 ? first.catchUp() : first.gone);
      clock.advance(600);
    }
    const second = await enter(seat);
    burst(second);
    await second.gone;

    clock.advance(61_000);
    const third = await enter(await room.seat('Flo'));
    burst(third);
    await third.catchUp();
    expect(third.socket.connected).toBe(true);
  });
});
