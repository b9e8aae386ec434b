import { randomUUID } from 'node:crypto';
import { usualLiberties, type Liberty } from '@parley/contract';
import { LiveMeetings } from '../meetings/live-meetings';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

const on = { microphone: true, camera: true, screen_share: true, screen_share_audio: true };
const off = { microphone: false, camera: false, screen_share: false, screen_share_audio: false };
const nothing = Object.fromEntries(Object.keys(usualLiberties).map((name) => [name, false]));

describe.each(databases)('what a moderator lets participants do on %s', (database) => {
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

  const seatOf = (page: PageInMeeting, of = api) =>
    of.get(LiveMeetings).get(page.seat.meetingId)?.participant(page.id);
  const publicationsOf = (page: PageInMeeting) => seatOf(page)?.publications;
  const say = (page: PageInMeeting) =>
    page.codeOf('chat:send-message', { id: randomUUID(), text: 'hello' });
  const withhold = (...liberties: Liberty[]) =>
    host.ask('moderation:withhold', { participantId: bob.id, liberties });

  it.each([
    ['unmute', { microphone: false }],
    ['start-camera', { camera: false }],
    ['share-screen', { screen_share: false, screen_share_audio: false }],
  ] as const)('takes %s from everybody, and what is on goes off at once', async (liberty, gone) => {
    await bob.ask('meetings:set-publications', on);
    await host.ask('meetings:set-publications', on);
    await host.ask('moderation:set-liberties', { liberties: { [liberty]: false } });
    const liberties = { ...usualLiberties, [liberty]: false };
    expect(await bob.sees('moderation:liberties-changed')).toMatchObject({ liberties, by });
    expect(await bob.sees('meetings:publications-changed', (one) => one.by !== null)).toMatchObject(
      {
        participantId: bob.id,
        publications: { ...on, ...gone },
        by,
      },
    );
    expect(publicationsOf(host)).toEqual(on);
    await bob.ask('meetings:set-publications', on);
    expect(publicationsOf(bob)).toEqual({ ...on, ...gone });
  });

  it('refuses what is sent in the same tick after it was taken', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const taken = host.send('moderation:set-liberties', { liberties: { 'send-chat': false } });
    await bob.sees('moderation:liberties-changed');
    // The moderator's own answer may still be under way to the disk; what was taken is taken already.
    expect(await say(bob)).toBe('forbidden');
    expect(await say(cleo)).toBe('granted');
    expect((await taken).ok).toBe(true);
    expect((await host.snapshot()).messages.map(({ fromName }) => fromName)).toEqual(['Cleo']);
  });

  it('takes from one what the others keep, and gives it back', async () => {
    const cleo = await room.join('Cleo');
    await bob.ask('meetings:set-publications', on);
    await withhold('send-chat', 'unmute');
    expect(await cleo.sees('moderation:withheld-changed')).toMatchObject({
      participantId: bob.id,
      withheld: ['unmute', 'send-chat'],
      by,
    });
    expect(publicationsOf(bob)).toEqual({ ...on, microphone: false });
    expect([await say(bob), await say(cleo)]).toEqual(['forbidden', 'granted']);
    const given: Liberty[] = ['send-chat', 'unmute'];
    await host.ask('moderation:grant', { participantId: bob.id, liberties: given });
    expect(await say(bob)).toBe('granted');
    expect(seatOf(bob)).toMatchObject({ withheld: [], granted: [] });
  });

  it('lets one speak while nobody else may, without switching anything on', async () => {
    const cleo = await room.join('Cleo');
    for (const page of [bob, cleo]) await page.ask('meetings:set-publications', on);
    await host.ask('moderation:mute-everyone', { mayUnmute: false });
    for (const page of [bob, cleo]) await page.ask('meetings:set-publications', on);
    expect([publicationsOf(bob)?.microphone, publicationsOf(cleo)?.microphone]).toEqual([
      false,
      false,
    ]);
    await host.ask('moderation:grant', { participantId: bob.id, liberties: ['unmute'] });
    expect(publicationsOf(bob)?.microphone).toBe(false);
    for (const page of [bob, cleo]) await page.ask('meetings:set-publications', on);
    expect([publicationsOf(bob)?.microphone, publicationsOf(cleo)?.microphone]).toEqual([
      true,
      false,
    ]);
    await host.ask('moderation:mute-everyone', { mayUnmute: false });
    expect(publicationsOf(bob)?.microphone).toBe(false);
    expect(seatOf(bob)?.granted).toEqual([]);
  });

  it('holds the floor for one, who is not silent for a moment', async () => {
    const cleo = await room.join('Cleo');
    for (const page of [bob, cleo]) await page.ask('meetings:set-publications', on);
    const except = [bob.id, host.id];
    await host.ask('moderation:mute-everyone', { mayUnmute: false, except });
    for (const page of [bob, cleo]) await page.ask('meetings:set-publications', on);
    expect([publicationsOf(bob), publicationsOf(cleo)]).toEqual([on, { ...on, microphone: false }]);
    expect([seatOf(host)?.granted, seatOf(bob)?.granted]).toEqual([[], ['unmute']]);
    await cleo.catchUp();
    // His page hears that he may before it hears that nobody may.
    expect(bob.types().filter((type) => type.startsWith('moderation:'))).toEqual([
      'moderation:withheld-changed',
      'moderation:liberties-changed',
      'moderation:everyone-muted',
    ]);
    await host.ask('moderation:mute-everyone', { mayUnmute: false, except: [cleo.id] });
    expect([seatOf(bob)?.granted, seatOf(cleo)?.granted]).toEqual([[], ['unmute']]);
    expect(publicationsOf(bob)?.microphone).toBe(false);
  });

  it('asks one to unmute, which nobody else hears and which switches nothing on', async () => {
    const cleo = await room.join('Cleo');
    await host.ask('moderation:ask-to-unmute', { participantId: bob.id });
    expect(await bob.sees('moderation:unmute-asked')).toMatchObject({ by });
    await cleo.catchUp();
    expect(cleo.types()).not.toContain('moderation:unmute-asked');
    expect(publicationsOf(bob)).toEqual(off);
    await withhold('unmute');
    const again = await host.codeOf('moderation:ask-to-unmute', { participantId: bob.id });
    expect(again).toBe('conflict');
  });

  it('suspends everything with one event, and puts it back as it was with another', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    for (const page of [host, bob, cleo]) await page.ask('meetings:set-publications', on);
    await host.ask('moderation:set-liberties', { liberties: { record: true } });
    await host.ask('moderation:suspend-everything', { isSuspended: true });
    const told = await bob.sees('moderation:suspension-changed');
    expect(told).toMatchObject({ isSuspended: true, liberties: nothing, isLocked: true, by });
    expect([bob, cleo, host].map(publicationsOf)).toEqual([off, off, on]);
    expect([await say(bob), await say(cleo)]).toEqual(['forbidden', 'granted']);
    expect((await room.ask({ name: 'New' })).error.code).toBe('room-locked');
    expect(await bob.snapshot()).toMatchObject({ isSuspended: true, isLocked: true });

    await host.ask('moderation:suspend-everything', { isSuspended: false });
    const { isSuspended, isLocked, liberties } = await bob.snapshot();
    expect([isSuspended, isLocked]).toEqual([undefined, false]);
    expect(liberties).toEqual({ ...usualLiberties, record: true });
    expect(publicationsOf(bob)).toEqual(off);
    expect(await say(bob)).toBe('granted');
  });

  it('keeps what was taken over a reload and over a restart of the server', async () => {
    const old = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
    const its = await MeetingRoom.create(old);
    const hanna = await its.joinAsHost();
    const [ann, dee] = [await its.join('Ann'), await its.join('Dee')];
    await hanna.ask('moderation:set-liberties', { liberties: { unmute: false } });
    await hanna.ask('moderation:withhold', { participantId: ann.id, liberties: ['send-chat'] });
    await hanna.ask('moderation:grant', { participantId: dee.id, liberties: ['unmute'] });
    const api2 = await old.restart();
    const after = its.on(api2);
    for (const [page, microphone, chat] of [
      [ann, false, 'forbidden'],
      [dee, true, 'granted'],
    ] as const) {
      const back = await after.open(page.seat, randomUUID());
      await back.enter({ publications: on });
      expect(seatOf(back, api2)?.publications).toEqual({ ...on, microphone });
      expect(await say(back)).toBe(chat);
    }
    after.close();
    await api2.close();
  });

  it('keeps what is said while everything is suspended, over a restart, too', async () => {
    const old = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
    const its = await MeetingRoom.create(old);
    const [hanna, ann] = [await its.joinAsHost(), await its.join('Ann')];
    await hanna.ask('moderation:suspend-everything', { isSuspended: true });
    const liberties = { ...usualLiberties, 'share-files': false };
    await its.owner.patch(`/api/rooms/${its.room.id}`, { liberties });
    await hanna.ask('moderation:mute-everyone', { mayUnmute: false });
    await hanna.ask('moderation:set-liberties', { liberties: { 'send-chat': true } });
    expect([await say(ann), (await ann.snapshot()).liberties]).toEqual([
      'granted',
      { ...nothing, 'send-chat': true },
    ]);
    const api2 = await old.restart();
    const after = its.on(api2);
    const back = await after.open(hanna.seat, randomUUID());
    expect(await back.snapshot()).toMatchObject({ isSuspended: true });
    await back.ask('moderation:suspend-everything', { isSuspended: false });
    expect((await back.snapshot()).liberties).toEqual({ ...liberties, unmute: false });
    after.close();
    await api2.close();
  });

  it('ends the recording of one who may record no longer', async () => {
    await host.ask('moderation:grant', { participantId: bob.id, liberties: ['record'] });
    await bob.ask('recordings:start-recording', {});
    await withhold('record');
    expect(await bob.sees('recordings:recording-stopped')).toMatchObject({ by });
    expect(await bob.codeOf('recordings:start-recording', {})).toBe('forbidden');
  });

  it('takes nothing from moderators, and viewers get nothing by it', async () => {
    const cleo = await room.joinAs('moderator', 'Cleo', host);
    const vera = await room.joinAs('viewer', 'Vera', host);
    const liberties: Liberty[] = ['unmute'];
    expect(await host.codeOf('moderation:withhold', { participantId: cleo.id, liberties })).toBe(
      'forbidden',
    );
    await host.ask('moderation:grant', { participantId: vera.id, liberties });
    await vera.enter({ publications: on });
    expect(publicationsOf(vera)).toEqual(off);
  });

  it('lowers every hand at once and says who did it', async () => {
    const cleo = await room.join('Cleo');
    for (const page of [bob, cleo]) await page.ask('meetings:set-hand', { isHandRaised: true });
    await host.ask('moderation:lower-all-hands', {});
    expect(await bob.sees('moderation:all-hands-lowered')).toMatchObject({ by });
    const { participants } = await host.snapshot();
    expect(participants.map(({ isHandRaised }) => isHandRaised)).toEqual([false, false, false]);
  });
});
