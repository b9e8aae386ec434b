import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { Pair, sdp, type End } from './pair';

interface BareSignal {
  readonly to: string;
  readonly sequence: number;
  readonly signal: unknown;
}
type Acknowledge = (answer: unknown) => void;

/** A Socket.IO server that relays to a socket id, acknowledges, and asks nothing. */
export async function serveBare(): Promise<{ url: string; close: () => Promise<void> }> {
  const http = createServer();
  const server = new Server(http, { perMessageDeflate: false, serveClient: false });
  server.on('connection', (socket) => {
    socket.on('send-signal', ({ to, ...rest }: BareSignal, acknowledge: Acknowledge) => {
      server.sockets.sockets.get(to)?.emit('signal-sent', { from: socket.id, ...rest });
      acknowledge({ ok: true, data: { isDelivered: true } });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export async function openBarePairs(url: string, count: number): Promise<Pair[]> {
  const sockets = await Promise.all(Array.from({ length: count * 2 }, () => openSocket(url)));
  return Array.from({ length: count }, (_, index) => {
    const [left, right] = sockets.slice(index * 2, index * 2 + 2);
    if (!left || !right) throw new Error('too few sockets');
    return new Pair([endOf(left, right), endOf(right, left)]);
  });
}

function endOf(socket: Socket, other: Socket): End {
  return {
    socket,
    heard: 'signal-sent',
    send: async (sequence) => {
      const signal = { description: { type: 'offer', sdp } };
      await socket.emitWithAck('send-signal', { to: other.id, sequence, signal });
    },
  };
}

function openSocket(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}
