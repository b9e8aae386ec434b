import { DOCUMENT, inject, Injectable, InjectionToken } from '@angular/core';
import { type Publications, serverEvents } from '@parley/contract';
import { Manager } from 'socket.io-client';
import { newId } from '../new-id';
import { EarlyEntry } from './early-entry';
import { holdEvents } from './held-events';
import { KeptSocket } from './kept-socket';
import type { MeetingSocket } from './meeting-socket';
import { connectTimeoutMs } from './reconnect-timing';
import { transportsFor } from './transport-choice';

/** What a meeting's socket can be listened to for. */
const everything = ['connect', 'disconnect', 'connect_error', ...Object.keys(serverEvents)];

/**
 * Dials the server, beforehand where somebody is about to join: the network's part of connecting is over then, and only the
 * seat is still to be shown. A connection without a seat is let go by the server after some seconds (security.md T78).
 */
@Injectable({ providedIn: 'root' })
export class SocketDialer {
  readonly #page = inject(DOCUMENT).defaultView ?? window;
  /** Of the meeting that is dialed next: it is said before that, where a seat is presented. */
  #pageId = newId();
  #warm: Manager | null = null;
  #presented: { readonly seatToken: string; readonly socket: MeetingSocket } | null = null;

  /** Opens a connection for the next dial. Harmless while there is one, and when none can be had. */
  warmUp(): void {
    this.#warm ??= createManager();
    this.#warm.open();
  }

  get pageId(): string {
    return this.#pageId;
  }

  /**
   * Shows the seat and enters while the meeting is still being drawn; `dial` with the same token goes on with this
   * connection.
   *
   * @param publications what is on now; the meeting says what changes until it is drawn.
   */
  present(seatToken: string, publications: Publications): void {
    if (this.#presented?.seatToken === seatToken) return;
    this.hangUp();
    this.#pageId = newId();
    const entry = new EarlyEntry({ pageId: this.#pageId, publications });
    const socket = entry.over(this.#connect(seatToken, entry));
    this.#presented = { seatToken, socket: holdEvents(socket, everything) };
  }

  /** Ends what was presented and not dialed. */
  hangUp(): void {
    this.#presented?.socket.tell('meetings:leave', {});
    this.#presented?.socket.close();
    this.#presented = null;
  }

  dial(seatToken: string): MeetingSocket {
    const presented = this.#presented;
    if (presented?.seatToken !== seatToken) return this.#connect(seatToken);
    this.#presented = null;
    return presented.socket;
  }

  #connect(seatToken: string, entry: EarlyEntry | null = null): MeetingSocket {
    const manager = this.#warm ?? createManager();
    this.#warm = null;
    const auth = (give: (auth: object) => void) => give({ seatToken, ...entry?.auth });
    const socket = manager.socket('/', { auth });
    return new KeptSocket(socket, { page: this.#page, random: randomFraction });
  }
}

/**
 * The server answers a waiting request with every ping, after 1.5 s. One that hangs for longer than a connection may be
 * silent is dead, and given up: browsers have six at a time for a server, and a few dead ones leave none for a new try.
 */
const requestTimeoutMs = 6_000;

/** Of one socket. */
function createManager(): Manager {
  return new Manager({
    ...transportsFor(0, null),
    timeout: connectTimeoutMs(0, false, null),
    requestTimeout: requestTimeoutMs,
    autoConnect: false,
    reconnection: false,
  });
}

/** In [0, 1). */
function randomFraction(): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value / 2 ** 32;
}

/** Opens the socket for a seat. */
export const openSocket = new InjectionToken<(seatToken: string) => MeetingSocket>('openSocket', {
  providedIn: 'root',
  factory: () => {
    const dialer = inject(SocketDialer);
    return (seatToken) => dialer.dial(seatToken);
  },
});
