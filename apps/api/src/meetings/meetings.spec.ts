import { FakeClock } from '../realtime/testing/fake-clock';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { MeetingRoom } from './testing/meeting-room';

describe.each(databases)('a meeting on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
  });
  afterEach(() => room.close());

  it('shows those who are inside to each other, in the order in which they came', async () => {
    const host = await room.joinAsHost();
    const bob = await room.join('Bob');
    const joined = await host.sees('meetings:participant-joined');
    expect(joined.participant).toMatchObject({ id: bob.id, name: 'Bob', role: 'participant' });
    const { participants, self } = await bob.snapshot();
    expect(participants.map(({ name }) => name)).toEqual(['Hanna', 'Bob']);
    expect(self).toBe(bob.id);
  });
});
