import type { MeetingSocket } from '../meeting/connection/meeting-socket';

interface Asked {
  readonly event: string;
  readonly payload: unknown;
  readonly answer: (answer: unknown) => void;
  readonly timeOut: () => void;
}

/** The server's end of a meeting's socket, in the hands of a test. */
export class FakeSocket implements MeetingSocket {
  readonly asked: Asked[] = [];
  readonly told: string[] = [];
  isClosed = false;
  reopened = 0;
  restarted = 0;
  #silence: (isSilent: boolean) => void = () => undefined;
  readonly #listeners: [event: string, listener: (payload: unknown) => void][] = [];

  listen(event: string, listener: (payload: unknown) => void): void {
    this.#listeners.push([event, listener]);
  }

  onSilence(listener: (isSilent: boolean) => void): void {
    this.#silence = listener;
  }

  /** Lets the connection look open while nothing comes, or speak again. */
  fallsSilent(isSilent: boolean): void {
    this.#silence(isSilent);
  }

  ask(event: string, payload: unknown, answered: (error: unknown, answer: unknown) => void): void {
    this.asked.push({
      event,
      payload,
      answer: (answer) => answered(null, answer),
      timeOut: () => answered(new Error('timed out'), undefined),
    });
  }

  tell(event: string): void {
    this.told.push(event);
  }

  reopen(): void {
    this.reopened += 1;
  }

  restart(): void {
    this.restarted += 1;
  }

  close(): void {
    this.isClosed = true;
  }

  /** Lets the server send something, or the transport connect or break. */
  brings(event: string, payload?: unknown): void {
    for (const [name, listener] of [...this.#listeners]) if (name === event) listener(payload);
  }

  /** The question that waits now. */
  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error('nothing was asked');
    return last;
  }
}
