import { InjectionToken } from '@angular/core';
import { io } from 'socket.io-client';

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

function connectSocket(seatToken: string): MeetingSocket {
  const socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: { seatToken },
    forceNew: true,
    ...reconnection,
  });
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
  factory: () => connectSocket,
});
