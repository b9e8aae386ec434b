import {
  isLeftOut,
  type Door,
  type Room,
  type RoomRecording,
  usualRoomRecording,
} from '@parley/contract';
import { UnitOfWork } from '../../database/unit-of-work';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { databases, startApi, type TestApi } from '../../testing/start-api';
import { RecordingConsents } from './recording-consents';

describe('whoever', () => {
  it.each([
    ['declined', 'may-decline', true],
    ['declined', 'must-agree', true],
    ['agreed', 'may-decline', false],
    ['agreed', 'must-agree', false],
    [undefined, 'may-decline', false],
    [undefined, 'must-agree', true],
  ] as const)('said %s where the rule is %s is left out: %s', (consent, rule, expected) => {
    expect(isLeftOut({ consent, rule })).toBe(expected);
  });
});

describe.each(databases)('consent to a recording, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
  });
  afterEach(() => {
    room.close();
    jest.restoreAllMocks();
  });
  afterAll(() => api.close());

  const start = async () => (await host.ask('recordings:start-recording', {})).recordingId;
  const answer = (page: PageInMeeting, agrees: boolean) =>
    page.ask('recordings:answer-consent', { agrees });
  const kept = async (recordingId: string) => {
    await api.get(RecordingConsents).idle();
    const rows = await api.get(RecordingConsents).of(recordingId);
    return rows.map(({ name, answer: said, atMs }) => [name, said, atMs]);
  };
  const now = () => clock.now().getTime();
  const change = (recording: Partial<RoomRecording>) =>
    room.owner.patch(`/api/rooms/${room.room.id}`, {
      recording: { ...usualRoomRecording, ...recording },
    });

  it('is told to everybody, stays with the participant and with the recording', async () => {
    const bob = await room.join('Bob');
    const recordingId = await start();
    clock.advance(10);
    const atMs = now();
    await answer(bob, true);
    expect(await host.sees('recordings:consent-changed')).toEqual({
      type: 'recordings:consent-changed',
      ...{ participantId: bob.id, consent: 'agreed' },
    });
    const found = (await host.snapshot()).participants.find(({ id }) => id === bob.id);
    expect(found?.recordingConsent).toBe('agreed');
    expect(await kept(recordingId)).toEqual([['Bob', 'agreed', atMs]]);
  });

  it('may change at any time, and every answer is kept with its moment', async () => {
    const bob = await room.join('Bob');
    const early = now();
    await answer(bob, true);
    clock.advance(1_000);
    const recordingId = await start();
    const answers = [['Bob', 'agreed', early]];
    for (const agrees of [false, true]) {
      clock.advance(1_000);
      await answer(bob, agrees);
      answers.push(['Bob', agrees ? 'agreed' : 'declined', now()]);
    }
    expect(await kept(recordingId)).toEqual(answers);
  });

  it('is asked of everybody, also of who may do nothing else', async () => {
    const viewer = await room.joinAs('viewer', 'Vi', host);
    const recordingId = await start();
    await answer(viewer, false);
    expect(await kept(recordingId)).toEqual([['Vi', 'declined', now()]]);
  });

  it('declined holds at once, agreed only once it is on record', async () => {
    const bob = await room.join('Bob');
    await start();
    const unitOfWork = api.get(UnitOfWork);
    // For whoever writes: what is told is also written down as a moment.
    jest.spyOn(unitOfWork, 'run').mockRejectedValue(new Error('the database is away'));
    expect(await bob.codeOf('recordings:answer-consent', { agrees: true })).toBe('internal');
    await host.catchUp();
    expect(host.types()).not.toContain('recordings:consent-changed');
    expect(await bob.codeOf('recordings:answer-consent', { agrees: false })).toBe('internal');
    expect(await host.sees('recordings:consent-changed')).toMatchObject({ consent: 'declined' });
  });

  it('lets no earlier yes, still under way to the disk, win over a later no', async () => {
    const bob = await room.join('Bob');
    const recordingId = await start();
    await Promise.all([answer(bob, true), answer(bob, false)]);
    const found = (await host.snapshot()).participants.find(({ id }) => id === bob.id);
    expect(found?.recordingConsent).toBe('declined');
    expect((await kept(recordingId)).map(([, said]) => said).toSorted()).toEqual([
      'agreed',
      'declined',
    ]);
  });

  it('outlives a restart of the server, in the meeting and with the recording', async () => {
    const bob = await room.join('Bob');
    const recordingId = await start();
    await answer(bob, false);
    const before = await kept(recordingId);
    const { seat } = host;
    api = await api.restart();
    room = room.on(api);
    host = await room.open(seat);
    const found = (await host.snapshot()).participants.find(({ id }) => id === bob.id);
    expect(found?.recordingConsent).toBe('declined');
    expect(await kept(recordingId)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  it('declined needs not be said again by who leaves and comes again', async () => {
    const agent = api.agent();
    const bob = await room.join('Bob', agent);
    await answer(bob, false);
    const atMs = now();
    await bob.ask('meetings:leave', {});
    const { seat } = host;
    api = await api.restart();
    room = room.on(api);
    host = await room.open(seat);
    await host.enter();
    const recordingId = await start();
    clock.advance(1_000);
    const again = api.agent();
    again.setCookies(agent.cookie);
    const back = await room.join('Robert', again);
    const found = (await host.snapshot()).participants.find(({ id }) => id === back.id);
    expect(found?.recordingConsent).toBe('declined');
    expect(await kept(recordingId)).toEqual([
      ['Robert', 'declined', atMs],
      ['Robert', 'told-at-door', now()],
    ]);
    // Who changed their mind is asked anew: to be let into the picture is said each time.
    await answer(back, true);
    await back.ask('meetings:leave', {});
    const third = await room.join('Bob', again);
    expect(third.seat.participantId).not.toBe(back.id);
    const asked = (await host.snapshot()).participants.find(({ id }) => id === third.id);
    expect(asked?.recordingConsent).toBeUndefined();
  });

  it('is kept once of who is put into the lobby and comes back', async () => {
    const bob = await room.join('Bob');
    const recordingId = await start();
    await answer(bob, true);
    const before = await kept(recordingId);
    await host.ask('moderation:send-to-lobby', { participantId: bob.id });
    const back = await room.open(bob.seat);
    await back.enter();
    await host.ask('moderation:admit', { participantId: bob.id });
    expect(await back.snapshot()).toMatchObject({ self: bob.id });
    expect(await kept(recordingId)).toEqual(before);
  });

  it('has who came through a door that said that the meeting is recorded', async () => {
    await room.join('Early');
    const recordingId = await start();
    clock.advance(1_000);
    expect((await room.door()).json<Door>().isRecording).toBe(true);
    const atMs = now();
    await room.join('Late');
    expect(await kept(recordingId)).toEqual([['Late', 'told-at-door', atMs]]);
  });

  it('has everybody who came to a room that records by itself', async () => {
    expect((await room.door()).json<Door>().mayBeRecorded).toBe(false);
    await change({ startsByItself: true });
    expect((await room.door()).json<Door>().mayBeRecorded).toBe(true);
    await room.join('Bob');
    const recordingId = await start();
    expect(await kept(recordingId)).toEqual([['Bob', 'told-at-door', now()]]);
  });

  describe('as the room wants it', () => {
    it('is usual in a new room, and changes as a whole', async () => {
      expect(room.room.recording).toEqual(usualRoomRecording);
      const wanted = {
        ...{ startsByItself: true, consent: 'must-agree' as const, recordsAlong: true },
        ...{ days: 30, forParticipants: true },
      };
      expect((await change(wanted)).json<Room>().recording).toEqual(wanted);
      const read = await room.owner.get(`/api/rooms/${room.room.id}`);
      expect(read.json<Room>().recording).toEqual(wanted);
      const path = `/api/rooms/${room.room.id}`;
      for (const wrong of [{ days: 0 }, { days: 4_000 }, { consent: 'maybe' }, { more: 1 }]) {
        const recording = { ...usualRoomRecording, ...wrong };
        expect((await room.owner.patch(path, { recording })).status).toBe(400);
      }
      expect((await room.owner.patch(path, { recording: { days: 3 } })).status).toBe(400);
    });

    it('is told to a running meeting at once, and only where it changed', async () => {
      const bob = await room.join('Bob');
      expect((await bob.snapshot()).roomRecording).toEqual(usualRoomRecording);
      await change({ consent: 'must-agree' });
      const rules = { ...usualRoomRecording, consent: 'must-agree' };
      expect(await bob.sees('recordings:rules-changed')).toMatchObject({ rules });
      await change({ consent: 'must-agree' });
      await room.owner.patch(`/api/rooms/${room.room.id}`, { description: 'Every week' });
      await bob.catchUp();
      expect(bob.types().filter((type) => type === 'recordings:rules-changed')).toHaveLength(1);
      expect((await bob.snapshot()).roomRecording).toEqual(rules);
    });
  });
});
