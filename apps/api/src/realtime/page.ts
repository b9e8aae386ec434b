import type { Dismissal, ServerEventName, ServerPayloadOf } from '@parley/contract';

/** What a page needs of a Socket.IO socket. */
export interface PageSocket {
  emit(name: string, payload: unknown): unknown;
  disconnect(close: true): unknown;
}

/** One connected page of one seat: all that the features know of a socket. */
export class Page {
  private pendingAnswers = 0;
  private isClosing = false;
  private held: (() => void)[] | null = null;

  constructor(private readonly socket: PageSocket) {}

  /** True once the page is going to be closed: it is told nothing more and nothing more is taken from it. */
  get isOver(): boolean {
    return this.isClosing;
  }

  send<Name extends ServerEventName>(name: Name, payload: ServerPayloadOf<Name>): void {
    if (this.isClosing) return;
    const emit = () => void this.socket.emit(name, payload);
    if (this.held) this.held.push(emit);
    else emit();
  }

  /** Keeps what is sent until the pending answers are out: an answer with a snapshot comes before what follows it. */
  holdUntilAnswered(): void {
    if (this.pendingAnswers > 0) this.held ??= [];
  }

  /** Says why the seat is over and closes the socket, after the answers that are still due. */
  dismiss(dismissal: Dismissal): void {
    this.send('meetings:dismissed', dismissal);
    this.close();
  }

  /** Closes the socket once every event that was received is answered: acknowledgements always answer. */
  close(): void {
    this.isClosing = true;
    if (this.pendingAnswers === 0) this.settle();
  }

  /** Holds the socket open for one answer; the returned function ends that. */
  expectAnswer(): () => void {
    this.pendingAnswers += 1;
    return () => {
      this.pendingAnswers -= 1;
      if (this.pendingAnswers === 0) this.settle();
    };
  }

  private settle(): void {
    for (const emit of this.held ?? []) emit();
    this.held = null;
    if (this.isClosing) this.socket.disconnect(true);
  }
}
