import type { Server } from 'node:http';
import { connect } from 'node:net';
import { HttpAdapterHost } from '@nestjs/core';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { startApi, type TestApi } from '../testing/start-api';
import { RawSocket } from './testing/raw-socket';

/** Real time passes here: five seconds of silence are five seconds. */
jest.setTimeout(60_000);

const unseatedPerAddress = 50;

describe('connections that say nothing', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());

  it('are at most fifty for each address, are closed within six seconds, and keep nobody out', async () => {
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const startedAtMs = performance.now();
    const sockets: RawSocket[] = [];
    for (let count = 0; count < unseatedPerAddress + 20; count += 1)
      sockets.push(await RawSocket.open(api.url));
    expect(sockets.filter(({ received }) => received.length > 0)).toHaveLength(unseatedPerAddress);
    // Whoever is seated stays, however many silent ones there are.
    expect(await host.codeOf('meetings:set-hand', { isHandRaised: true })).toBe('granted');

    await Promise.all(sockets.map(({ closed }) => closed));
    expect(performance.now() - startedAtMs).toBeLessThan(12_000);
    const bob = await room.join('Bob');
    expect(bob.socket.connected).toBe(true);
    room.close();
  });

  it('are kept for a next request longer than a proxy keeps its own, which is told', async () => {
    const { headers } = await fetch(`${api.url}/healthz`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  it('that never end their head are cut off', async () => {
    const server = api.get(HttpAdapterHost).httpAdapter.getHttpServer() as Server;
    expect(server.headersTimeout).toBe(10_000);
    server.headersTimeout = 500;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nX: ');
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    server.headersTimeout = 10_000;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});
