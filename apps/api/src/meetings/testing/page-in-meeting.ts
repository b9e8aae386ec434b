import { randomUUID } from 'node:crypto';
import type {
  ClientEventName,
  Dismissal,
  Entered,
  Failure,
  Happening,
  MeetingEvent,
  MeetingSnapshot,
  PayloadInputOf,
  ReplyOf,
  Result,
  Seat,
  ServerPayloadOf,
} from '@parley/contract';
import { io, type Socket } from 'socket.io-client';
import { nothingPublished } from '../live-seat';

type HappeningOf<Type extends Happening['type']> = Extract<Happening, { type: Type }>;

/** Opens a socket and waits until it is connected; rejects with the Failure of a refused handshake. */
export async function connect(url: string, auth: Record<string, unknown>): Promise<Socket> {
  const socket = io(url, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error: Error & { data?: Failure }) => {
      socket.close();
      reject(new ConnectError(error.data ?? null, error.message));
    });
  });
}

export class ConnectError extends Error {
  constructor(
    readonly failure: Failure | null,
    message: string,
  ) {
    super(message);
  }
}

/** A person's page in a meeting, as a test drives it: everything that reaches it is kept in order. */
export class PageInMeeting {
  readonly happened: MeetingEvent[] = [];
  readonly signals: ServerPayloadOf<'signaling:signal-sent'>[] = [];
  readonly dismissals: Dismissal[] = [];
  admittedCount = 0;
  /** Resolves when the socket is gone. */
  readonly gone: Promise<string>;
  private readonly watchers = new Set<() => void>();

  private constructor(
    readonly seat: Seat,
    readonly socket: Socket,
    readonly pageId: string,
  ) {
    this.gone = new Promise((resolve) => socket.once('disconnect', resolve));
    const keep = <T>(name: string, take: (payload: T) => void): void => {
      socket.on(name, (payload: T) => {
        take(payload);
        for (const watcher of this.watchers) watcher();
      });
    };
    keep<MeetingEvent>('meetings:happened', (event) => this.happened.push(event));
    keep<ServerPayloadOf<'signaling:signal-sent'>>('signaling:signal-sent', (signal) =>
      this.signals.push(signal),
    );
    keep<Dismissal>('meetings:dismissed', (dismissal) => this.dismissals.push(dismissal));
    keep('meetings:admitted', () => (this.admittedCount += 1));
  }

  static async open(
    url: string,
    seat: Seat,
    pageId: string = randomUUID(),
  ): Promise<PageInMeeting> {
    return new PageInMeeting(seat, await connect(url, { seatToken: seat.token }), pageId);
  }

  get id(): string {
    return this.seat.participantId;
  }

  send<Name extends ClientEventName>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<Result<ReplyOf<Name>>> {
    return this.sendAnything(name, payload) as Promise<Result<ReplyOf<Name>>>;
  }

  /** Whatever a hostile page may send. */
  sendAnything(name: string, ...args: unknown[]): Promise<Result<unknown>> {
    return this.socket.timeout(5_000).emitWithAck(name, ...args) as Promise<Result<unknown>>;
  }

  /** Sends and expects that it is granted. */
  async ask<Name extends ClientEventName>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<ReplyOf<Name>> {
    const result = await this.send(name, payload);
    if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`);
    return result.data;
  }

  /** Sends and returns the code with which it was refused; `granted` where it was not. */
  async codeOf<Name extends ClientEventName>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<string> {
    const result = await this.send(name, payload);
    return result.ok ? 'granted' : result.error.code;
  }

  enter(more: Partial<PayloadInputOf<'meetings:enter'>> = {}): Promise<Entered> {
    const publications = { ...nothingPublished };
    return this.ask('meetings:enter', { pageId: this.pageId, publications, ...more });
  }

  async snapshot(): Promise<MeetingSnapshot> {
    const entered = await this.enter();
    if (entered.type !== 'snapshot') throw new Error(`not a snapshot but ${entered.type}`);
    return entered.snapshot;
  }

  /** The first happening of a type, seen already or still to come. */
  async sees<Type extends Happening['type']>(
    type: Type,
    fits: (happening: HappeningOf<Type>) => boolean = () => true,
  ): Promise<HappeningOf<Type>> {
    const find = () =>
      this.happened
        .map(({ happening }) => happening)
        .find(
          (happening): happening is HappeningOf<Type> =>
            happening.type === type && fits(happening as HappeningOf<Type>),
        );
    await this.until(() => find() !== undefined);
    const found = find();
    if (!found) throw new Error(`${type} did not happen`);
    return found;
  }

  /** Waits until what has reached this page makes `isSo` true. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = (): void => {
        if (!isSo()) return;
        this.watchers.delete(watch);
        resolve();
      };
      this.watchers.add(watch);
      watch();
    });
  }

  /** Everything that the server has sent until now is here once this resolves: frames keep their order. */
  async catchUp(): Promise<void> {
    await this.sendAnything('no:such-event');
  }

  types(): string[] {
    return this.happened.map(({ happening }) => happening.type);
  }

  close(): void {
    this.socket.close();
  }
}
