import { inject, Injectable, InjectionToken } from '@angular/core';
import { Manager, type Socket } from 'socket.io-client';

/** The socket as the meeting client needs it: nothing is trusted yet, everything is `unknown` until it is parsed. */
export interface MeetingSocket {
  listen(event: string, listener: (payload: unknown) => void): void;
  /** Calls back once: with the answer, or with an error when none came in time. */
  ask(event: string, payload: unknown, answered: (error: unknown, answer: unknown) => void): void;
  /** Sends without waiting for an answer; what is under way is still sent before `close`. */
  tell(event: string, payload: unknown): void;
  /** For when the server closed an open connection without ending the seat. */
  reopen(): void;
  /** For when an open connection does not answer: cuts it and connects again. */
  restart(): void;
  close(): void;
}

/** Long enough for a loaded server, short enough that a button does not hang. */
const answerTimeoutMs = 10_000;

/** A socket that finds its way back within a second of the network, and gives up never: the seat decides when it is over. */
const reconnection = {
  reconnectionDelay: 200,
  reconnectionDelayMax: 800,
  randomizationFactor: 0.25,
} as const;

/**
 * Dials the server, beforehand where somebody is about to join: the network's part of connecting is over then, and only the
 * seat is still to be shown. A connection without a seat is let go by the server after some seconds (security.md T78).
 */
@Injectable({ providedIn: 'root' })
export class SocketDialer {
  #warm: Manager | null = null;

  /** Opens a connection for the next dial. Harmless while there is one, and when none can be had. */
  warmUp(): void {
    this.#warm ??= createManager();
    this.#warm.open();
  }

  dial(seatToken: string): MeetingSocket {
    const manager = this.#warm ?? createManager();
    this.#warm = null;
    manager.reconnection(true);
    return faceOf(manager.socket('/', { auth: { seatToken } }).connect());
  }
}

/** Of one socket. Comes back by itself only once it has a seat. */
function createManager(): Manager {
  return new Manager({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    autoConnect: false,
    reconnection: false,
    ...reconnection,
  });
}

function faceOf(socket: Socket): MeetingSocket {
  return {
    listen: (event, listener) => void socket.on(event, listener),
    ask: (event, payload, answered) =>
      void socket.timeout(answerTimeoutMs).emit(event, payload, answered),
    // The acknowledgement is still part of the event's signature; nobody is here to read it.
    tell: (event, payload) => void socket.emit(event, payload, () => undefined),
    reopen: () => void socket.connect(),
    // Through the transport, as if it had broken: only then is it a loss that is told and mended.
    restart: () => void socket.io.engine.close(),
    close: () => void socket.disconnect(),
  };
}

/** Opens the socket for a seat. */
export const openSocket = new InjectionToken<(seatToken: string) => MeetingSocket>('openSocket', {
  providedIn: 'root',
  factory: () => {
    const dialer = inject(SocketDialer);
    return (seatToken) => dialer.dial(seatToken);
  },
});
