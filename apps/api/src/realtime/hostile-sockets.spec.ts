import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { clientEvents } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { connect, type PageInMeeting } from '../meetings/testing/page-in-meeting';
import { startApi, type TestApi } from '../testing/start-api';
import { FakeClock } from './testing/fake-clock';

const silent = {
  microphone: false,
  camera: false,
  screen_share: false,
  screen_share_audio: false,
};

describe('hostile sockets', () => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { clock } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    clock.advance(60_000);
  });
  afterEach(async () => {
    // Whatever was thrown at it: the server is the same one and serves.
    expect((await api.agent().get('/readyz')).status).toBe(200);
    room.close();
  });

  describe('without a seat', () => {
    it.each([
      ['nothing', {}],
      ['no token', { seatToken: '' }],
      ['a token of the wrong form', { seatToken: 'x'.repeat(42) }],
      ['an object for a token', { seatToken: { $ne: null } }],
      ['something more', { seatToken: 'x'.repeat(43), role: 'host' }],
    ])('are refused with %s', async (_, auth) => {
      await expect(connect(api.url, auth)).rejects.toMatchObject({
        failure: { code: 'unauthenticated' },
      });
    });

    it('are refused with a token that nobody has', async () => {
      await expect(connect(api.url, { seatToken: 'x'.repeat(43) })).rejects.toMatchObject({
        failure: { code: 'seat-gone' },
      });
    });

    it.each(Object.keys(clientEvents))('get no answer to %s', async (name) => {
      const socket = await rawSocket(api.url);
      socket.send(`420${JSON.stringify([name, {}])}`);
      // An event before the namespace is joined is a protocol error: the server closes.
      await next(socket, 'close');
      await host.catchUp();
      expect(host.happened).toEqual([]);
    });
  });

  describe('from other pages', () => {
    const handshake = (path: string, headers: Record<string, string>) =>
      api.agent().get(path, { headers });
    const polling = '/socket.io/?EIO=4&transport=polling';

    it.each([
      ['another site', { origin: 'https://evil.example' }],
      ['a site that begins like ours', { origin: 'http://parley.test.evil.example' }],
      ['a sandboxed page', { origin: 'null' }],
      ['a browser that hides its origin', { cookie: 'parley_device=x' }],
    ])('are refused for %s, by polling and by websocket', async (_, headers) => {
      expect((await handshake(polling, headers)).status).toBe(403);
      // engine.io refuses an upgrade with 400, whatever the reason.
      expect(await upgradeStatus(api.url, headers)).toBe(400);
    });

    it('are taken for our own, by both', async () => {
      const headers = { origin: api.origin };
      expect((await handshake(polling, headers)).status).toBe(200);
      expect(await upgradeStatus(api.url, headers)).toBe(101);
    });

    it('get no CORS header and no compression', async () => {
      const reply = await handshake(polling, { origin: api.origin });
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      const socket = await rawSocket(api.url);
      expect(socket.extensions).toBe('');
      socket.close();
    });
  });

  describe('with a seat', () => {
    it.each([
      ['an unknown event', ['no:such-event', {}]],
      ['a reserved name', ['__proto__', {}]],
      ['the name of a method', ['constructor', {}]],
      ['an error', ['error', {}]],
      ['an empty name', ['', {}]],
      ['a number for a name', [1, {}]],
      ['a very long name', ['x'.repeat(60_000), {}]],
      ['no payload', ['meetings:set-hand']],
      ['two payloads', ['meetings:set-hand', { isHandRaised: true }, {}]],
      ['null', ['meetings:set-hand', null]],
      ['a list', ['meetings:set-hand', [{ isHandRaised: true }]]],
      ['a wrong type', ['meetings:set-hand', { isHandRaised: 'true' }]],
      ['something more', ['meetings:set-hand', { isHandRaised: true, from: 'me' }]],
      ['a false placeholder', ['meetings:set-hand', { _placeholder: true, num: 1e9 }]],
      ['a thousand arguments', ['meetings:set-hand', ...Array.from({ length: 1_000 }, () => ({}))]],
      ['bytes', ['meetings:set-hand', Buffer.from('{}')]],
    ])('get a refusal for %s', async (_, packet) => {
      const bob = await room.join('Bob');
      const [name, ...args] = packet as [string, ...unknown[]];
      const result = await bob.sendAnything(name, ...args);
      expect(result.ok ? 'granted' : result.error.code).toBe('invalid');
      await host.catchUp();
      expect(host.types()).toEqual(['meetings:participant-joined']);
    });

    it('may leave the acknowledgement away', async () => {
      const bob = await room.join('Bob');
      bob.socket.emit('meetings:set-hand', { isHandRaised: true });
      bob.socket.emit('no:such-event');
      expect(await host.sees('meetings:hand-changed')).toMatchObject({ isHandRaised: true });
    });

    it('change no prototype', async () => {
      const bob = await room.join('Bob');
      const payload: unknown = JSON.parse('{"isHandRaised":true,"__proto__":{"polluted":true}}');
      await bob.sendAnything('meetings:set-hand', payload);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it.each([
      ['a false packet type', '9'],
      ['an empty frame', ''],
      ['a second handshake', '40{"seatToken":"x"}'],
      ['another namespace', '40/admin,{}'],
      ['a path for a namespace', '40/../,'],
      ['a reserved event', '42["connect"]'],
      ['an event that is no list', '42{"a":1}'],
      ['broken JSON', '42["meetings:set-hand",{'],
      ['an absurd acknowledgement id', '429e99["meetings:set-hand",{}]'],
      ['an answer nobody asked for', '43999[]'],
      ['a million attachments', '451000000-["meetings:set-hand",{"_placeholder":true,"num":0}]'],
      ['an attachment that never comes', '451-["meetings:set-hand",{"_placeholder":true,"num":0}]'],
      ['a frame that is too large', `42["chat:send-message","${'x'.repeat(200_000)}"]`],
      ['many separators', '\x1e'.repeat(10_000)],
      ['a ping from the wrong side', '2probe'],
      ['an upgrade that never ends', '5'],
    ])('do no harm with %s', async (_, frame) => {
      const { token } = await room.seat('Mallory');
      const socket = await rawSocket(api.url);
      socket.send(`40${JSON.stringify({ seatToken: token })}`);
      await next(socket, 'message');
      socket.send(frame);
      socket.send(new Uint8Array([0, 1, 2, 255]));
      await host.catchUp();
      await host.ask('meetings:set-hand', { isHandRaised: true });
      expect(host.types()).toEqual(['meetings:hand-changed']);
      socket.close();
    });

    it('are refused beyond the rate, and closed when they go on', async () => {
      const bob = await room.join('Bob');
      const send = (id = randomUUID()) =>
        bob
          .send('chat:send-message', { id, text: 'flood' })
          .then((result) => (result.ok ? 'granted' : result.error.code));
      const codes = await Promise.all(Array.from({ length: 8 }, () => send()));
      expect(codes.filter((code) => code === 'granted')).toHaveLength(5);
      expect(codes.slice(5)).toEqual(Array(3).fill('too-many-tries'));
      clock.advance(600);
      await send();
      expect(await bob.codeOf('meetings:set-hand', { isHandRaised: true })).toBe('granted');
      clock.advance(600);
      await Promise.all([send(), send()]);
      await bob.gone;
      await host.sees('meetings:connection-changed', ({ isConnected }) => !isConnected);
    });

    it('have a rate for each kind of event, refilled with time', async () => {
      const hand = (isHandRaised: boolean) => host.codeOf('meetings:set-hand', { isHandRaised });
      const codes: string[] = [];
      for (let count = 0; count < 21; count += 1) codes.push(await hand(count % 2 === 0));
      expect(codes.filter((code) => code === 'granted')).toHaveLength(20);
      expect(await host.codeOf('chat:send-message', { id: randomUUID(), text: 'hi' })).toBe(
        'granted',
      );
      clock.advance(200);
      expect(await hand(false)).toBe('granted');
    });

    it('get an answer even when a handler breaks, and nothing of why', async () => {
      const bob = await room.join('Bob');
      const { LiveMeeting } = await import('../meetings/live-meeting');
      const broken = jest.spyOn(LiveMeeting.prototype, 'publish').mockImplementation(() => {
        throw new Error('canary-9c1d');
      });
      const result = await bob.send('meetings:set-hand', { isHandRaised: true });
      broken.mockRestore();
      expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(result)).not.toContain('canary');
      expect(api.log()).toContain('canary-9c1d');
      expect(await bob.codeOf('meetings:set-publications', silent)).toBe('granted');
    });

    it('leave no token and no description in the log', async () => {
      const bob = await room.join('Bob');
      const sdp = 'v=0\r\ncanary-sdp\r\n';
      const signal = { description: { type: 'offer' as const, sdp } };
      await bob.ask('signaling:send-signal', {
        to: host.id,
        toPageId: host.pageId,
        sequence: 1,
        signal,
      });
      expect(api.log()).toContain(bob.id);
      expect(api.log()).not.toContain(bob.seat.token);
      expect(api.log()).not.toContain('canary-sdp');
    });
  });
});

function socketUrl(url: string): string {
  return `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
}

/** A websocket that has got the engine's greeting and has joined nothing. */
async function rawSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(socketUrl(url));
  await next(socket, 'message');
  return socket;
}

function next(socket: WebSocket, type: 'message' | 'close'): Promise<unknown> {
  return new Promise((resolve) => socket.addEventListener(type, resolve, { once: true }));
}

/** The status with which a websocket handshake is answered. */
function upgradeStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const handshake = request(socketUrl(url).replace('ws', 'http'), {
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    handshake.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    handshake.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    handshake.on('error', reject);
    handshake.end();
  });
}
