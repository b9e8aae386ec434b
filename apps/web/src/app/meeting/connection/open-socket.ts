import { DOCUMENT, inject, Injectable, InjectionToken } from '@angular/core';
import { serverEvents } from '@parley/contract';
import { Manager } from 'socket.io-client';
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
  #warm: Manager | null = null;
  #presented: { readonly seatToken: string; readonly socket: MeetingSocket } | null = null;

  /** Opens a connection for the next dial. Harmless while there is one, and when none can be had. */
  warmUp(): void {
    this.#warm ??= createManager();
    this.#warm.open();
  }

  /** Shows the seat while the meeting is still being drawn; `dial` with the same token goes on with this connection. */
  present(seatToken: string): void {
    this.hangUp();
    const socket = holdEvents(this.#connect(seatToken), everything);
    this.#presented = { seatToken, socket };
  }

  /** Ends what was presented and not dialed. */
  hangUp(): void {
    this.#presented?.socket.close();
    this.#presented = null;
  }

  dial(seatToken: string): MeetingSocket {
    const presented = this.#presented;
    if (presented?.seatToken !== seatToken) return this.#connect(seatToken);
    this.#presented = null;
    return presented.socket;
  }

  #connect(seatToken: string): MeetingSocket {
    const manager = this.#warm ?? createManager();
    this.#warm = null;
    const socket = manager.socket('/', { auth: { seatToken } });
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
