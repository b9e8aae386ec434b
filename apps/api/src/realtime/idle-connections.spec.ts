import { io, type Socket } from 'socket.io-client';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { startApi, type TestApi } from '../testing/start-api';

/** Proxies end what is quiet for a minute, some for half of that (security.md X41). */
const quietAtMostMs = 10_000;

describe('a connection on which nobody says anything', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let socket: Socket;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
    room = await MeetingRoom.create(api);
  });
  afterAll(() => api.close());
  afterEach(async () => {
    // Polling says goodbye by a request of its own, which must not find the server gone.
    const closed = new Promise<void>((done) => {
      socket.io.engine.once('close', () => done());
    });
    socket.close();
    await closed;
  });

  it.each(['websocket', 'polling'])('is kept busy by the server: %s', async (transport) => {
    const { token } = await room.seat('Ann');
    socket = io(api.url, {
      auth: { seatToken: token },
      transports: [transport],
      extraHeaders: { origin: api.origin },
      forceNew: true,
      reconnection: false,
    });
    const pinged = () => new Promise<void>((done) => socket.io.engine.once('ping', done));
    await new Promise<void>((done) => socket.once('connect', done));
    await pinged();
    const heardAtMs = performance.now();
    await pinged();
    expect(performance.now() - heardAtMs).toBeLessThan(quietAtMostMs);
    expect(socket.connected).toBe(true);
  });
});
