import { randomUUID } from 'node:crypto';
import { LiveMeetings } from '../meetings/live-meetings';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

const on = { microphone: true, camera: true, screen_share: true, screen_share_audio: true };

describe.each(databases)('a moderator on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;
  let bob: PageInMeeting;
  let by: { participantId: string; name: string };

  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    bob = await room.join('Bob');
    by = { participantId: host.id, name: 'Hanna' };
  });
  afterEach(() => room.close());

  const publicationsOf = (page: PageInMeeting) =>
    api.get(LiveMeetings).get(page.seat.meetingId)?.participant(page.id)?.publications;

  it.each([
    ['moderation:mute-participant', { microphone: false }],
    ['moderation:stop-camera', { camera: false }],
    ['moderation:stop-screen-share', { screen_share: false, screen_share_audio: false }],
  ] as const)('switches off with %s and says who did it', async (name, off) => {
    await bob.ask('meetings:set-publications', on);
    await host.ask(name, { participantId: bob.id });
    const changed = await bob.sees('meetings:publications-changed', (event) => event.by !== null);
    expect(changed).toMatchObject({ participantId: bob.id, publications: { ...on, ...off }, by });
    expect(publicationsOf(bob)).toEqual({ ...on, ...off });
  });

  it('stops both screens of somebody, the second one for good, too', async () => {
    const both = { ...on, second_screen_share: true, second_screen_share_audio: true };
    await bob.ask('meetings:set-publications', both);
    expect(publicationsOf(bob)).toEqual(both);
    await host.ask('moderation:stop-screen-share', { participantId: bob.id });
    expect(publicationsOf(bob)).toEqual({ ...on, screen_share: false, screen_share_audio: false });
  });

  it('mutes everyone but themselves, and not the host', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    for (const page of [host, bob, cleo]) await page.ask('meetings:set-publications', on);
    await cleo.ask('moderation:mute-everyone', {});
    expect(await host.sees('moderation:everyone-muted')).toMatchObject({ by: { name: 'Cleo' } });
    expect(publicationsOf(host)).toEqual(on);
    expect(publicationsOf(cleo)).toEqual(on);
    expect(publicationsOf(bob)).toEqual({ ...on, microphone: false });
  });

  it('mutes everyone but those who are named, there or gone', async () => {
    const cleo = await room.join('Cleo');
    for (const page of [bob, cleo]) await page.ask('meetings:set-publications', on);
    const except = [bob.id, randomUUID()];
    await host.ask('moderation:mute-everyone', { except });
    expect(await bob.sees('moderation:everyone-muted')).toMatchObject({ by, except });
    expect(publicationsOf(bob)).toEqual(on);
    expect(publicationsOf(cleo)).toEqual({ ...on, microphone: false });
  });

  it('lowers a hand', async () => {
    await bob.ask('meetings:set-hand', { isHandRaised: true });
    await host.ask('moderation:lower-hand', { participantId: bob.id });
    expect(await bob.sees('meetings:hand-changed', (event) => event.by !== null)).toMatchObject({
      isHandRaised: false,
      by,
    });
  });

  it('makes somebody a viewer, who then publishes nothing', async () => {
    await bob.ask('meetings:set-publications', on);
    await host.ask('moderation:set-role', { participantId: bob.id, role: 'viewer' });
    expect(await bob.sees('moderation:role-changed')).toMatchObject({ role: 'viewer', by });
    expect(Object.values(publicationsOf(bob) ?? {})).toEqual([false, false, false, false]);
    await bob.enter({ publications: on });
    expect(Object.values(publicationsOf(bob) ?? {})).toEqual([false, false, false, false]);
  });

  it('never acts on the host, whose role nobody takes', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const participantId = host.id;
    expect(await cleo.codeOf('moderation:mute-participant', { participantId })).toBe('forbidden');
    expect(await cleo.codeOf('moderation:remove-participant', { participantId, block: true })).toBe(
      'forbidden',
    );
    for (const page of [cleo, host])
      expect(await page.codeOf('moderation:set-role', { participantId, role: 'participant' })).toBe(
        'forbidden',
      );
  });

  it('loses every right with the role, at once', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const [, refused] = await Promise.all([
      host.ask('moderation:set-role', { participantId: cleo.id, role: 'participant' }),
      cleo
        .sees('moderation:role-changed', ({ role }) => role === 'participant')
        .then(() => cleo.codeOf('moderation:mute-everyone', {})),
    ]);
    expect(refused).toBe('forbidden');
  });

  it('who is the last one cannot step down or remove themselves', async () => {
    await host.ask('meetings:leave', {});
    await bob.sees('moderation:role-changed');
    const participantId = bob.id;
    expect(await bob.codeOf('moderation:set-role', { participantId, role: 'participant' })).toBe(
      'forbidden',
    );
    expect(await bob.codeOf('moderation:remove-participant', { participantId, block: false })).toBe(
      'forbidden',
    );
  });
});
