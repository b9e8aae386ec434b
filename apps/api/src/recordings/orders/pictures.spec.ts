import { MeetingRoom } from '../../meetings/testing/meeting-room';
import { databases, startApi, type TestApi } from '../../testing/start-api';

describe.each(databases)('a still picture of somebody, on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  it('is told to whoever is on it, and to nobody else', async () => {
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const [ann, bob] = [await room.join('Ann'), await room.join('Bob')];
    await ann.ask('recordings:take-picture', { participantId: bob.id });
    const { by } = await bob.sees('recordings:picture-taken');
    expect(by).toEqual({ participantId: ann.id, name: 'Ann' });
    for (const other of [host, ann])
      expect(other.types()).not.toContain('recordings:picture-taken');
    await bob.ask('meetings:leave', {});
    const code = await ann.codeOf('recordings:take-picture', { participantId: bob.id });
    expect(code).toBe('not-found');
    room.close();
  });
});
