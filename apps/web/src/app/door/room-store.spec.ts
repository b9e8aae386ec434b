import { TestBed } from '@angular/core/testing';
import type { Door, Failure, Seat } from '@parley/contract';
import { FETCH } from '../api/rest-client';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { mediaDevices } from '../media/media-ports';
import { SocketDialer } from '../meeting/connection/open-socket';
import { nothingPublished } from '../meeting/publications';
import { byHanna, ids } from '../testing/meeting-builders';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { RoomStore } from './room-store';

const roomId = 'abcd-efgh-jkmn';
const door: Door = {
  roomId,
  roomName: 'Board',
  description: '',
  needsPassword: true,
  needsInvitation: false,
  refusesGuests: false,
  opensAt: null,
  isClosed: false,
  waitsForHost: false,
  hasLobby: false,
  isLocked: false,
  isFull: false,
  maxParticipants: 8,
  hasStarted: false,
  isRecording: false,
  mayBeRecorded: false,
  camera: { usualSize: 'vga', largestSize: 'full-hd' },
};
const seat: Seat = {
  token: 'a'.repeat(43),
  meetingId: ids.meeting,
  participantId: ids.ann,
  name: 'Ann',
  role: 'participant',
  state: 'admitted',
};

const ok = (body: unknown) => new Response(JSON.stringify(body), { status: 200 });
const refused = (error: Failure) =>
  new Response(JSON.stringify({ ok: false, error }), { status: 403 });

function create(answers: { admission?: () => Response; door?: () => Response } = {}) {
  performance.mark = jest.fn();
  const devices = new FakeDevices();
  const present = jest.fn();
  const fetch = jest.fn((address: string) =>
    Promise.resolve(
      address.endsWith('/door')
        ? (answers.door ?? (() => ok(door)))()
        : (answers.admission ?? (() => ok(seat)))(),
    ),
  );
  TestBed.configureTestingModule({
    providers: [
      RoomStore,
      LocalMediaStore,
      DeviceList,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
      { provide: FETCH, useValue: fetch },
      { provide: SocketDialer, useValue: { present } },
    ],
  });
  return { store: TestBed.inject(RoomStore), devices, fetch, present };
}

async function atDoor(answers: Parameters<typeof create>[0] = {}) {
  const all = create(answers);
  await all.store.open(roomId);
  return all;
}

describe('the room store', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('opens the devices at the door, for the preview', async () => {
    const { store, devices } = await atDoor();
    expect(store.phase()).toMatchObject({ kind: 'door', refusal: null });
    expect(devices.asked).toHaveLength(1);
  });

  it('opens the camera as the operator wants it, until somebody chooses', async () => {
    const camera = { usualSize: 'hd', largestSize: 'hd' } as const;
    const { devices } = await atDoor({ door: () => ok({ ...door, camera }) });
    expect(devices.last.constraints.video).toMatchObject({ width: { ideal: 1280 } });
  });

  it('opens what the link says', async () => {
    const { store, devices } = create();
    await store.open(roomId, { microphone: true, camera: false });
    expect(devices.last.constraints).toMatchObject({ video: false });
  });

  it('knows a link that leads nowhere', async () => {
    const { store } = create({ door: () => refused({ code: 'room-unknown', message: '' }) });
    await store.open(roomId);
    expect(store.phase().kind).toBe('unknown');
    await store.open('not a room');
    expect(store.phase().kind).toBe('unknown');
  });

  it('takes the seat with what is on, and remembers the name', async () => {
    const { store, devices, present } = await atDoor();
    devices.last.give(new FakeTrack('audio'), new FakeTrack('video'));
    await settle();
    await store.ask({ name: 'Ann' });
    expect(store.phase()).toEqual({ kind: 'seated', seat });
    const publications = { ...nothingPublished, microphone: true, camera: true };
    expect(present.mock.calls).toEqual([[seat.token, publications]]);
    expect(localStorage.getItem('parley.name')).toBe('Ann');
  });

  it('stays at the door with the reason and the wait when refused', async () => {
    const refusal: Failure = { code: 'too-many-tries', message: '', retryAfterSeconds: 30 };
    const { store, devices } = await atDoor({ admission: () => refused(refusal) });
    await store.ask({ name: 'Ann', password: 'wrong' });
    const phase = store.phase();
    expect(phase).toMatchObject({ kind: 'door', refusal: { failure: { code: 'too-many-tries' } } });
    expect(phase.kind === 'door' && phase.refusal?.retryAtMs).toBeGreaterThan(Date.now() + 29_000);
    expect(devices.asked).toHaveLength(1);
  });

  it('goes straight back in after a reload, with what was on', async () => {
    const first = await atDoor();
    await first.store.ask({ name: 'Ann' });
    first.store.keepWishes({ microphone: true, camera: false });
    TestBed.resetTestingModule();

    const { store, devices, fetch } = await atDoor();
    expect(store.phase()).toEqual({ kind: 'seated', seat });
    expect(fetch).not.toHaveBeenCalled();
    expect(devices.last.constraints).toMatchObject({ video: false });
  });

  it('switches the devices off and forgets the seat when it is over', async () => {
    const { store, devices } = await atDoor();
    const tracks = [new FakeTrack('audio'), new FakeTrack('video')];
    devices.last.give(...tracks);
    await settle();
    await store.ask({ name: 'Ann' });
    store.finish({ reason: 'removed', by: byHanna });
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(sessionStorage.length).toBe(0);
  });

  it('closes the devices while the server cannot be reached, and opens again what was on', async () => {
    let isReachable = true;
    const fails = () => {
      if (isReachable) return ok(door);
      throw new TypeError('offline');
    };
    const { store, devices } = await atDoor({ door: fails, admission: fails });
    const camera = new FakeTrack('video');
    devices.last.give(new FakeTrack('audio'), camera);
    await settle();
    TestBed.inject(LocalMediaStore).setWanted('microphone', false);
    isReachable = false;
    await store.ask({ name: 'Ann' });
    expect([store.phase().kind, camera.readyState]).toEqual(['unreachable', 'ended']);
    isReachable = true;
    await store.goToDoor();
    expect(store.phase().kind).toBe('door');
    expect(devices.last.constraints).toMatchObject({ audio: false, video: expect.any(Object) });
  });

  it('rejoins with a new seat, and takes the old one back from another tab', async () => {
    const { store, fetch } = await atDoor();
    await store.ask({ name: 'Ann' });
    store.finish({ reason: 'left' });
    await store.rejoin();
    expect(store.phase().kind).toBe('seated');
    expect(fetch.mock.calls.filter(([address]) => address.endsWith('admissions'))).toHaveLength(2);

    store.finish({ reason: 'replaced', by: null });
    await store.rejoin();
    expect(store.phase().kind).toBe('seated');
    const [, { body }] = fetch.mock.calls.at(-1) as unknown as [string, { body: string }];
    expect(JSON.parse(body)).toEqual({ name: seat.name, takeOver: seat.participantId });

    store.finish({ reason: 'left' });
    await store.rejoin();
    const [, last] = fetch.mock.calls.at(-1) as unknown as [string, { body: string }];
    expect(JSON.parse(last.body)).toEqual({ name: 'Ann' });
  });

  it('comes in by an invitation instead of a password, and uses it once', async () => {
    history.replaceState(null, '', `/r/${roomId}#i=${'S'.repeat(43)}`);
    const invited = { ...door, needsInvitation: true };
    const { store, fetch } = await atDoor({ door: () => ok(invited) });
    expect(store.door()).toMatchObject({ needsInvitation: false, needsPassword: false });
    await store.ask({ name: 'Ann' });
    const [, request] = fetch.mock.lastCall as unknown as [string, { body: string }];
    expect(JSON.parse(request.body)).toEqual({ name: 'Ann', invitation: 'S'.repeat(43) });
    expect(sessionStorage.getItem(`parley.invitation.${roomId}`)).toBeNull();
  });

  it('drops an invitation that is over, and shows the door as it is without', async () => {
    history.replaceState(null, '', `/r/${roomId}#i=${'S'.repeat(43)}`);
    const invited = { ...door, needsInvitation: true };
    const { store } = await atDoor({
      door: () => ok(invited),
      admission: () => refused({ code: 'invitation-over', message: '' }),
    });
    await store.ask({ name: 'Ann' });
    expect(store.door()).toMatchObject({ needsInvitation: true });
  });
});
