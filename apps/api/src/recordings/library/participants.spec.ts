import type { Recording, RecordingTimeline } from '@parley/contract';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import { databases, startApi, type Agent, type TestApi } from '../../testing/start-api';
import { Finaliser } from '../finaliser';
import { cut, makeWebm } from '../testing/make-webm';
import { Recorder } from '../testing/recorder';

let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(2), 30_000);
});

describe.each(databases)('a recording and those who were there, on %s', (database) => {
  let api: TestApi;
  let room: MeetingRoom;
  let recorder: Recorder;
  let people: Record<'ann' | 'removed' | 'waiting' | 'stranger', Agent>;
  beforeAll(async () => {
    api = await startApi({ database });
    room = await MeetingRoom.create(api);
    people = {
      ann: await api.signedIn('Ann'),
      removed: await api.signedIn('Rem'),
      waiting: await api.signedIn('Wanda'),
      stranger: await api.signedIn('Sam'),
    };
    const host = await room.joinAsHost();
    const { recordingId, ticket } = await host.ask('recordings:start-recording', {});
    recorder = new Recorder(() => api.agent(), recordingId, ticket);
    const ann = await room.join('Ann', people.ann);
    await ann.ask('recordings:answer-consent', { agrees: true });
    const removed = await room.join('Rem', people.removed);
    const target = { participantId: removed.id };
    await host.ask('moderation:remove-participant', { ...target, block: false });
    await room.seat('Wanda', people.waiting);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.get(Finaliser).finalise(recordingId);
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  const share = (forParticipants: boolean) =>
    room.owner.patch(`/api/rooms/${room.room.id}`, {
      recording: { ...room.room.recording, forParticipants },
    });
  const listed = async (agent: Agent) =>
    (await agent.get('/api/recordings')).json<{ items: Recording[] }>().items;

  it('is nothing to them where the room does not share', async () => {
    expect((await share(false)).status).toBe(200);
    for (const agent of Object.values(people)) {
      expect(await listed(agent)).toEqual([]);
      expect((await agent.get(recorder.path('/file'))).error.code).toBe('not-found');
    }
  });

  it('stands in the library of who was in the meeting, and of nobody else', async () => {
    await share(true);
    expect(await listed(people.ann)).toMatchObject([{ id: recorder.id, isOwn: false }]);
    expect(await listed(room.owner)).toMatchObject([{ id: recorder.id, isOwn: true }]);
    for (const agent of [people.removed, people.waiting, people.stranger]) {
      expect(await listed(agent)).toEqual([]);
      expect((await agent.get(recorder.path())).error.code).toBe('not-found');
    }
  });

  it('can be seen by them, and not be changed', async () => {
    await share(true);
    for (const rest of ['', '/file']) {
      expect((await people.ann.get(recorder.path(rest))).status).toBe(200);
    }
    const zip = `/api/recordings/zip?ids=${recorder.id}`;
    expect((await people.ann.get(zip)).status).toBe(200);
    const { ann } = people;
    const changes = [
      await ann.patch(recorder.path(), { title: 'Mine' }),
      await ann.delete(recorder.path()),
      await ann.post(recorder.path('/restore')),
    ];
    expect(changes.map(({ error }) => error.code)).toEqual(Array(3).fill('not-found'));
    const { title } = (await ann.get(recorder.path())).json<Recording>();
    expect(title).toBe('Standup');
  });

  it('tells only its owner who agreed to it', async () => {
    await share(true);
    const consentsFor = async (agent: Agent) =>
      (await agent.get(recorder.path('/timeline'))).json<RecordingTimeline>().consents;
    expect(await consentsFor(room.owner)).not.toEqual([]);
    expect(await consentsFor(people.ann)).toEqual([]);
  });

  it('leaves their libraries with the owner’s, without a trace', async () => {
    await share(true);
    await room.owner.delete(recorder.path());
    expect(await listed(people.ann)).toEqual([]);
    expect((await people.ann.get(recorder.path())).error.code).toBe('not-found');
    await room.owner.post(recorder.path('/restore'));
    expect(await listed(people.ann)).toHaveLength(1);
  });
});
