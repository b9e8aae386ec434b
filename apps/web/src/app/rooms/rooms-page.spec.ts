import { OverlayContainer } from '@angular/cdk/overlay';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { usualLiberties, usualRoomRecording } from '@parley/contract';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { aRoom } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { Toasts } from '../shell/toasts';
import { RoomsPage } from './rooms-page';

const roomPath = '/api/rooms/kmtw-hqre-xvna';

describe('the rooms page', () => {
  let api: FakeApi;
  let fixture: ComponentFixture<RoomsPage>;

  beforeEach(() => {
    api = new FakeApi()
      .on('GET /api/rooms', () => ok([aRoom()]))
      .on(`GET ${roomPath}/moderators`, () => ok([]))
      .on(`GET ${roomPath}/invitations`, () => ok([]));
    TestBed.configureTestingModule({
      providers: [api.provide(), provideRouter([]), withoutMotion],
    });
  });

  afterEach(() => {
    fixture.destroy();
    TestBed.inject(OverlayContainer).ngOnDestroy();
  });

  async function open(): Promise<Screen> {
    fixture = TestBed.createComponent(RoomsPage);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }
  const toastTexts = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);

  it('shows each room with what can be done with it', async () => {
    api.on('GET /api/rooms', () =>
      ok([aRoom({ hasPassword: true }), aRoom({ id: 'bdjp-w0yt-qkcs', name: 'Lesson' })]),
    );
    const screen = await open();
    const room = screen.within('li', 'Board meeting');
    expect(room.one('a', 'Open').getAttribute('href')).toBe('/r/kmtw-hqre-xvna');
    expect(room.text).toContain('parley.example.org/r/kmtw-hqre-xvna');
    expect(room.text).toContain('Password');
    expect(['Copy link', 'Room settings', 'More'].map((name) => room.has('button', name))).toEqual([
      true,
      true,
      true,
    ]);
    expect(screen.within('li', 'Lesson').text).not.toContain('Password');
  });

  it('says how many are in a meeting and for how long', async () => {
    const startedAt = new Date(Date.now() - 12.5 * 60_000).toISOString();
    const meeting = { id: aRoom().id, startedAt, participantCount: 4 };
    api.on('GET /api/rooms', () =>
      ok([aRoom({ meeting: { ...meeting, id: 'c3f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f' } })]),
    );
    expect((await open()).text).toContain('4 in the meeting, 12 min');
  });

  it('says what to do next where there is no room yet', async () => {
    api.on('GET /api/rooms', () => ok([]));
    const screen = await open();
    expect(screen.has('h2', 'Make your first room')).toBe(true);
    expect(screen.all('button', 'New room')).toHaveLength(1);
  });

  it('makes a room with name, password and lobby', async () => {
    api.on('POST /api/rooms', () => ok(aRoom({ id: 'bdjp-w0yt-qkcs', name: 'Lesson' })));
    const screen = await open();
    await screen.press('New room');
    await screen.type('Room name', 'Lesson');
    await screen.type('Room password', 'open sesame');
    await screen.press('Lobby', '[role=switch]');
    await screen.press('Create room');
    expect(api.callsTo('POST /api/rooms')[0]?.body).toEqual({
      name: 'Lesson',
      password: 'open sesame',
      hasLobby: true,
    });
    expect(screen.all('li', 'Lesson')).toHaveLength(1);
    expect(toastTexts()).toEqual(['“Lesson” is ready. Copy its link and send it.']);
  });

  it('asks for a name before it makes a room', async () => {
    const screen = await open();
    await screen.press('New room');
    await screen.type('Room name', '   ');
    await screen.press('Create room');
    expect(screen.describedBy(screen.field('Room name'))).toBe('Give the room a name.');
    expect(api.callsTo('POST /api/rooms')).toHaveLength(0);
  });

  it('keeps the dialog open with the reason when the server refuses', async () => {
    api.on('POST /api/rooms', () => refusal(503, 'busy', { retryAfterSeconds: 3 }));
    const screen = await open();
    await screen.press('New room');
    await screen.type('Room name', 'Lesson');
    await screen.press('Create room');
    expect(screen.has('[role=alert]', 'The server is busy. Try again in 3 seconds.')).toBe(true);
    expect(screen.field('Room name').value).toBe('Lesson');
  });

  it.each([
    ['leaves the password alone', (screen: Screen) => screen.settled(), {}],
    [
      'takes the password away',
      (screen: Screen) => screen.press('Remove password'),
      { password: null },
    ],
    [
      'changes the password',
      (screen: Screen) => screen.type('Room password', 'new'),
      { password: 'new' },
    ],
    [
      'has recordings begin by themselves, and kept for a month',
      async (screen: Screen) => {
        await screen.press('Record by itself');
        await screen.type('Keep recordings, days', '30');
      },
      { recording: { ...usualRoomRecording, startsByItself: true, days: 30 } },
    ],
  ])('%s in the room settings', async (_, change, sent) => {
    api.on('GET /api/rooms', () => ok([aRoom({ hasPassword: true })]));
    api.on(`PATCH ${roomPath}`, () => ok(aRoom()));
    const screen = await open();
    await screen.press('Room settings');
    await change(screen);
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${roomPath}`)[0]?.body).toEqual(sent);
  });

  it('hides addresses, or says that the server has no relay for it', async () => {
    const answers = [refusal(409, 'relay-missing'), ok(aRoom({ hidesAddresses: true }))];
    api.on(`PATCH ${roomPath}`, () => answers.shift() ?? noContent());
    const screen = await open();
    await screen.press('Room settings');
    await screen.press('Hide addresses', '[role=switch]');
    await screen.press('Save');
    expect(screen.text).toContain('This server has no relay');
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${roomPath}`)[1]?.body).toMatchObject({ hidesAddresses: true });
    expect(toastTexts()).toEqual(['Room settings saved']);
  });

  it('sets ceilings for everybody in the room', async () => {
    const ceilings = { audioKbps: 24, videoKbps: 300, screenKbps: null };
    api.on('GET /api/rooms', () => ok([aRoom({ ceilings })]));
    api.on(`PATCH ${roomPath}`, () => ok(aRoom()));
    const screen = await open();
    await screen.press('Room settings');
    const video = document.getElementById(
      screen.one('label', 'Limit video to').getAttribute('for') ?? '',
    );
    if (!(video instanceof HTMLSelectElement)) throw new Error('no choice of a limit for video');
    expect(video.value).toBe('300');
    video.value = '500';
    video.dispatchEvent(new Event('change'));
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${roomPath}`)[0]?.body).toMatchObject({
      ceilings: { ...ceilings, videoKbps: 500 },
    });
  });

  it.each([
    ['10 MB', 10e6],
    ['No files', 0],
    ['Any size', null],
  ])('takes files of %s at most', async (name, largestFileBytes) => {
    api.on('GET /api/rooms', () => ok([aRoom({ largestFileBytes: 5e6 })]));
    api.on(`PATCH ${roomPath}`, () => ok(aRoom()));
    const screen = await open();
    await screen.press('Room settings');
    const choice = screen
      .one('label > span', 'Largest file')
      .parentElement?.querySelector('select');
    if (!choice) throw new Error('no choice of a largest file');
    expect(choice.selectedOptions[0]?.textContent.trim()).toBe('5.0 MB');
    choice.selectedIndex = Array.from(choice.options).findIndex(
      (option) => option.textContent.trim() === name,
    );
    choice.dispatchEvent(new Event('change'));
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${roomPath}`)[0]?.body).toEqual({ largestFileBytes });
  });

  it('says who may come in, when, and what they may do there, sending only what changed', async () => {
    api.on(`PATCH ${roomPath}`, () => ok(aRoom()));
    const screen = await open();
    await screen.press('Room settings');
    await screen.press('Guests', '[role=switch]');
    await screen.press('By invitation only', '[role=switch]');
    await screen.press('Wait for the host', '[role=switch]');
    await screen.press('Share screens', '[role=switch]');
    await screen.type('People at once', '12');
    await screen.type('Opens', '2026-12-01T10:00');
    await screen.type('Closes', '2026-12-01T09:00');
    await screen.press('Save');
    expect(screen.describedBy(screen.field('Closes'))).toContain('after it opens');
    await screen.type('Closes', '2026-12-01T11:30');
    await screen.press('Save');
    expect(api.callsTo(`PATCH ${roomPath}`).map(({ body }) => body)).toEqual([
      {
        allowsGuests: false,
        onlyInvited: true,
        waitsForHost: true,
        capacity: 12,
        opensAt: new Date('2026-12-01T10:00').toISOString(),
        closesAt: new Date('2026-12-01T11:30').toISOString(),
        liberties: { ...usualLiberties, 'share-screen': false },
      },
    ]);
  });

  it('makes and unmakes moderators of a room, and says when there is no such account', async () => {
    const max = {
      accountId: 'b2f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
      name: 'Max',
      email: 'max@example.org',
    };
    const answers = [refusal(404, 'account-unknown'), ok(max)];
    api
      .on(`POST ${roomPath}/moderators`, () => answers.shift() ?? noContent())
      .on(`DELETE ${roomPath}/moderators/${max.accountId}`, noContent);
    const screen = await open();
    await screen.press('Room settings');
    await screen.type('Email of their account', 'max@example.org');
    await screen.press('Add moderator');
    expect(screen.text).toContain('Nobody has an account here with this email.');
    await screen.press('Add moderator');
    expect(screen.text).toContain('Max');
    await screen.press('Remove Max');
    expect(screen.has('button', 'Remove Max')).toBe(false);
  });

  it('makes an invitation link, tells it once, and takes it back after asking', async () => {
    const invitation = {
      id: 'b2f5c1de-6f0b-4c0b-9d3e-0d9b8a7c6e5f',
      label: 'Press',
      createdAt: aRoom().createdAt,
      expiresAt: null,
      maxUses: 3,
      useCount: 0,
      revokedAt: null,
    };
    const secret = 'S'.repeat(43);
    const link = `${aRoom().link}#i=${secret}`;
    api
      .on(`POST ${roomPath}/invitations`, () => ok({ ...invitation, secret, link }))
      .on(`DELETE ${roomPath}/invitations/${invitation.id}`, () =>
        ok({ ...invitation, revokedAt: aRoom().createdAt }),
      );
    const screen = await open();
    await screen.press('More');
    await screen.press('Invite people', '[role=menuitem]');
    await screen.type('People', '0');
    await screen.press('Make invitation link');
    expect(screen.describedBy(screen.field('For whom'))).toContain('Say for whom');
    await screen.type('For whom', 'Press');
    await screen.type('People', '3');
    await screen.press('Make invitation link');
    expect(api.callsTo(`POST ${roomPath}/invitations`)[0]?.body).toEqual({
      label: 'Press',
      maxUses: 3,
      expiresAt: null,
    });
    expect(screen.text).toContain(link);
    expect(screen.within('li', 'Press').text).toContain('0 of 3 came');
    await screen.press('Take back Press');
    await new Screen(fixture, screen.one('[role=dialog]', 'Take back the link for “Press”?')).press(
      'Take back',
    );
    expect(screen.within('li', 'Press').text).toContain('taken back');
    expect(screen.text).not.toContain(secret);
  });

  it('shows the room link as a QR code', async () => {
    const screen = await open();
    await screen.press('More');
    await screen.press('Invite people', '[role=menuitem]');
    const path = screen.one('svg', 'Link as a QR code').querySelector('path')?.getAttribute('d');
    expect(path).toMatch(/^(M\d+ \d+h1v1h-1z){200,}$/);
  });

  it('gives a room away to another account', async () => {
    api.on(`POST ${roomPath}/transfer`, () => ok(aRoom()));
    const screen = await open();
    await screen.press('More');
    await screen.press('Give room away', '[role=menuitem]');
    await screen.type('Email of their account', 'max@example.org');
    await screen.press('Give room away');
    expect(screen.has('li', 'Board meeting')).toBe(false);
    expect(toastTexts()).toEqual(['“Board meeting” is no longer yours']);
  });

  it('finds one of many rooms', async () => {
    const names = ['Lesson', ...Array.from({ length: 8 }, (_, at) => `Room ${at}`)];
    const ids = names.map((_, at) => `bdjp-w0yt-qk${String(at).padStart(2, '0')}`);
    api.on('GET /api/rooms', () => ok(names.map((name, at) => aRoom({ name, id: ids[at] ?? '' }))));
    const screen = await open();
    const field = screen.one('input', 'Search rooms');
    if (!(field instanceof HTMLInputElement)) throw new Error('no field to search');
    field.value = 'LES';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await screen.settled();
    expect(screen.has('li', 'Lesson')).toBe(true);
    expect(screen.has('li', 'Room 1')).toBe(false);
  });

  it('deletes a room only after asking once more', async () => {
    api.on(`DELETE ${roomPath}`, noContent);
    const screen = await open();
    for (const answer of ['Cancel', 'Delete room']) {
      await screen.press('More');
      await screen.press('Delete room', '[role=menuitem]');
      expect(screen.has('[role=dialog]', 'Delete “Board meeting”?')).toBe(true);
      expect(api.callsTo(`DELETE ${roomPath}`)).toHaveLength(0);
      await new Screen(fixture, screen.one('[role=dialog]', 'Delete “Board meeting”?')).press(
        answer,
      );
    }
    expect(api.callsTo(`DELETE ${roomPath}`)).toHaveLength(1);
    expect(screen.has('li', 'Board meeting')).toBe(false);
  });

  it('offers another try when the list cannot be read', async () => {
    api.on('GET /api/rooms', () => Promise.reject(new TypeError('offline')));
    const screen = await open();
    expect(screen.text).toContain('The server cannot be reached.');
    api.on('GET /api/rooms', () => ok([aRoom()]));
    await screen.press('Try again');
    expect(screen.has('li', 'Board meeting')).toBe(true);
  });
});
