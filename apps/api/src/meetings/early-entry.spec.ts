import { randomUUID } from 'node:crypto';
import type { Seat } from '@parley/contract';
import { io, type Socket } from 'socket.io-client';
import { startApi, type TestApi } from '../testing/start-api';
import { nothingPublished } from './live-seat';
import { MeetingRoom } from './testing/meeting-room';

describe('who enters with the handshake', () => {
  let api: TestApi;
  let room: MeetingRoom;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
    room.close();
  });

  /** Connects; `first` is the first thing that the server says. */
  function connects({ token }: Seat, enter: unknown) {
    const socket = io(api.url, {
      auth: { seatToken: token, enter },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    sockets.push(socket);
    const first = new Promise<[name: string, payload: unknown]>((resolve) => {
      socket.onAny((name: string, payload: unknown) => resolve([name, payload]));
    });
    return { socket, first };
  }
  const entering = () => ({ pageId: randomUUID(), publications: nothingPublished });

  it('is on the roster, and the snapshot is the first that they hear', async () => {
    room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const seat = await room.seat('Bob');
    const enter = entering();
    const { first } = connects(seat, enter);
    const { participant } = await host.sees('meetings:participant-joined');
    expect(participant).toMatchObject({ id: seat.participantId, pageId: enter.pageId });
    const [name, payload] = await first;
    expect(name).toBe('meetings:entered');
    expect(payload).toMatchObject({ ok: true, data: { type: 'snapshot' } });
  });

  it('may enter again by asking, on the same socket', async () => {
    room = await MeetingRoom.create(api);
    await room.joinAsHost();
    const enter = entering();
    const { socket, first } = connects(await room.seat('Bob'), enter);
    await first;
    const again: unknown = await socket.timeout(5_000).emitWithAck('meetings:enter', enter);
    expect(again).toMatchObject({ ok: true, data: { type: 'snapshot' } });
  });

  it('waits where there is a lobby', async () => {
    room = await MeetingRoom.create(api, { hasLobby: true });
    await room.joinAsHost();
    const { first } = connects(await room.seat('Bob'), entering());
    expect(await first).toMatchObject([
      'meetings:entered',
      { ok: true, data: { type: 'waiting', roomName: 'Standup' } },
    ]);
  });

  it.each([
    ['nothing', null],
    ['a text', 'enter'],
    ['an id that is none', { pageId: 'x', publications: nothingPublished }],
    ['something more', { pageId: randomUUID(), publications: nothingPublished, role: 'host' }],
  ])('is told what is wrong with %s, and may still enter', async (_, enter) => {
    room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const { socket, first } = connects(await room.seat('Bob'), enter);
    expect(await first).toMatchObject([
      'meetings:entered',
      { ok: false, error: { code: 'invalid' } },
    ]);
    await host.catchUp();
    expect(host.types()).not.toContain('meetings:participant-joined');
    const entered: unknown = await socket.timeout(5_000).emitWithAck('meetings:enter', entering());
    expect(entered).toMatchObject({ ok: true, data: { type: 'snapshot' } });
  });
});
