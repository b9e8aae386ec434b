import { DOCUMENT, inject, Injectable, InjectionToken } from '@angular/core';
import { Manager } from 'socket.io-client';
import { KeptSocket } from './kept-socket';
import type { MeetingSocket } from './meeting-socket';
import { connectTimeoutMs } from './reconnect-timing';
import { transportsFor } from './transport-choice';

/**
 * Dials the server, beforehand where somebody is about to join: the network's part of connecting is over then, and only the
 * seat is still to be shown. A connection without a seat is let go by the server after some seconds (security.md T78).
 */
@Injectable({ providedIn: 'root' })
export class SocketDialer {
  readonly #page = inject(DOCUMENT).defaultView ?? window;
  #warm: Manager | null = null;

  /** Opens a connection for the next dial. Harmless while there is one, and when none can be had. */
  warmUp(): void {
    this.#warm ??= createManager();
    this.#warm.open();
  }

  dial(seatToken: string): MeetingSocket {
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
