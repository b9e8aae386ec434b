/** The socket as the meeting client needs it: nothing is trusted yet, everything is `unknown` until it is parsed. */
export interface MeetingSocket {
  listen(event: string, listener: (payload: unknown) => void): void;
  /** Tells when nothing is heard on a connection that still looks open, and when something is again. */
  onSilence(listener: (isSilent: boolean) => void): void;
  /** Calls back once: with the answer, or with an error when none came in time. */
  ask(event: string, payload: unknown, answered: (error: unknown, answer: unknown) => void): void;
  /** Sends without waiting for an answer; what is under way is still sent before `close`. */
  tell(event: string, payload: unknown): void;
  /** For when the server closed an open connection without ending the seat, or said that it cannot now. */
  reopen(): void;
  /** For when an open connection does not answer: cuts it and connects again. */
  restart(): void;
  close(): void;
}

/** The same socket with a part of it done otherwise. */
export function withChanged(socket: MeetingSocket, part: Partial<MeetingSocket>): MeetingSocket {
  return {
    listen: (event, listener) => socket.listen(event, listener),
    onSilence: (listener) => socket.onSilence(listener),
    ask: (event, payload, answered) => socket.ask(event, payload, answered),
    tell: (event, payload) => socket.tell(event, payload),
    reopen: () => socket.reopen(),
    restart: () => socket.restart(),
    close: () => socket.close(),
    ...part,
  };
}
