import type { IncomingMessage, Server as HttpServer } from 'node:http';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  limits,
  SocketAuth,
  type ClientToServerEvents,
  type ServerPayloadOf,
  type ServerToClientEvents,
} from '@parley/contract';
import type { Socket as Connection } from 'engine.io';
import type { Request } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { Server, type Socket } from 'socket.io';
import { Settings } from '../config/settings';
import { Refusal } from '../errors/refusal';
import { refusalOf } from '../errors/refusal-filter';
import { addressBlock } from '../http/client-address';
import { Clock, type Cancel } from './clock';
import { Dispatcher } from './dispatcher';
import { HandlerRegistry } from './handler-registry';
import { cutOff, OutboundGuard, unsentBytesOf } from './outbound-guard';
import { isOwnOrigin } from './own-origin';
import { Page } from './page';
import { SeatAuthority, type SocketSeat } from './socket-seat';
import { Threshold } from './threshold';

/**
 * A dead socket is noticed within their sum on both sides (security.md X21). Often, because pages take silence for a loss
 * within three seconds (X17): one byte each way costs less than an event of our own would.
 */
const pingIntervalMs = 1_500;
const pingTimeoutMs = 12_500;
/** Who connects and then says nothing is let go after this (security.md T78). */
const connectTimeoutMs = 5_000;
const guardEveryMs = 2_000;
/** Who was told to go and does not close their side is cut off: a websocket waits half a minute by itself. */
const farewellMs = 250;

/** The server has no events between servers. */
type NoEvents = Record<string, never>;
/** What a socket carries from its handshake on. */
interface SocketData {
  seat?: SocketSeat;
  /** What it enters with, unread. */
  enter?: unknown;
}
type SeatServer = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
type SeatSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;

/**
 * The Socket.IO server: one namespace, seats as the only way in, every event through the dispatcher.
 * Lifetime: attaches itself to Nest's HTTP server once every provider is ready and closes its sockets on shutdown.
 * Seats and resume are our own: Socket.IO's connection state recovery skips authentication (security.md §0).
 */
@Injectable()
export class RealtimeServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: SeatServer | undefined;
  private isClosing = false;
  private stopGuarding: Cancel = () => undefined;
  private readonly guards = new Map<SeatSocket, OutboundGuard>();
  private readonly threshold = new Threshold();
  private readonly unseated = new WeakMap<Connection, () => void>();

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly settings: Settings,
    private readonly registry: HandlerRegistry,
    private readonly dispatcher: Dispatcher,
    private readonly seats: SeatAuthority,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(RealtimeServer.name);
  }

  onApplicationBootstrap(): void {
    this.registry.collect();
    const httpServer = this.adapterHost.httpAdapter.getHttpServer() as HttpServer;
    const server: SeatServer = new Server(httpServer, {
      path: '/socket.io',
      serveClient: false,
      pingInterval: pingIntervalMs,
      pingTimeout: pingTimeoutMs,
      connectTimeout: connectTimeoutMs,
      maxHttpBufferSize: limits.socketMessageBytes,
      perMessageDeflate: false,
      httpCompression: false,
      allowRequest: (request, decide) => decide(null, this.mayConnect(request)),
    });
    server.engine.on('connection', (connection: Connection) => this.stepIn(connection));
    server.use((socket, next) => void this.authenticate(socket).then(next));
    server.on('connection', (socket) => this.connect(socket));
    server.engine.on('connection_error', ({ code, message }: { code: number; message: string }) =>
      this.logger.debug({ code, message }, 'handshake refused'),
    );
    this.server = server;
    this.guardLater();
  }

  /** Drops the connections without a farewell, so that pages come back to the next process by themselves. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    this.stopGuarding();
    this.server?.engine.close();
  }

  private mayConnect(request: IncomingMessage): boolean {
    if (this.isClosing || !isOwnOrigin(request.headers, this.settings.ownOrigins)) return false;
    // Polling goes on with a session that it has; only beginnings are counted.
    const isBeginning = !/[?&]sid=/.test(request.url ?? '');
    return !isBeginning || this.threshold.hasRoomFor(this.addressOf(request));
  }

  private stepIn(connection: Connection): void {
    const leave = this.threshold.step(this.addressOf(connection.request));
    this.unseated.set(connection, leave);
    connection.once('close', leave);
  }

  /** As Express sees it, with what TRUST_PROXY believes: handshakes do not pass through Express. */
  private addressOf({ headers, socket }: IncomingMessage): string {
    const { request } = this.adapterHost.httpAdapter.getInstance<{ request: Request }>();
    const own = { headers: { value: headers }, socket: { value: socket } };
    return addressBlock(Object.create(request, own) as Request);
  }

  /** Resolves with the refusal, as Socket.IO wants it: an error whose `data` the client gets. */
  private async authenticate(socket: SeatSocket): Promise<Error | undefined> {
    try {
      const auth = SocketAuth.safeParse(socket.handshake.auth);
      if (!auth.success) throw Refusal.of('unauthenticated', 'A socket needs a seat token');
      socket.data.seat = await this.seats.seatOf(auth.data.seatToken);
      socket.data.enter = auth.data.enter;
      this.unseated.get(socket.conn)?.();
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'internal') this.logger.error({ err: error }, 'handshake failed');
      return Object.assign(new Error(refusal.message), { data: refusal.toFailure() });
    }
  }

  private connect(socket: SeatSocket): void {
    const { seat, enter } = socket.data;
    if (!seat) return void socket.disconnect(true);
    const caller = { seat, page: new Page(socket) };
    socket.on('error', (error) => this.logger.debug({ err: error }, 'socket error'));
    const receive = this.dispatcher.receiverFor(caller);
    socket.onAny(receive);
    socket.on('disconnect', () => {
      this.guards.delete(socket);
      this.clock.schedule(farewellMs, () => cutOff(socket.conn));
      this.seats.disconnected(caller);
    });
    this.guards.set(socket, new OutboundGuard());
    this.seats.connected(caller);
    if (enter === undefined) return;
    const answer = (result: ServerPayloadOf<'meetings:entered'>) =>
      void socket.emit('meetings:entered', result);
    receive('meetings:enter', enter, answer);
  }

  private guardLater(): void {
    this.stopGuarding = this.clock.schedule(guardEveryMs, () => {
      for (const [socket, guard] of this.guards)
        if (guard.isExhausted(unsentBytesOf(socket.conn), this.clock.elapsedMs())) {
          this.logger.warn({ participantId: socket.data.seat?.participantId }, 'reader too slow');
          cutOff(socket.conn);
        }
      this.guardLater();
    });
  }
}
