import type { PayloadInputOf } from '@parley/contract';
import { answerTimeoutMs } from './kept-socket';
import { type MeetingSocket, withChanged } from './meeting-socket';

type Enter = PayloadInputOf<'meetings:enter'>;

/**
 * A first `meetings:enter` that goes with the handshake, which saves a way to the server and back. Whoever then asks the same
 * gets the answer that is on its way; another question, or one after a loss, goes to the server as ever.
 * Lifetime: the first connection of one socket.
 */
export class EarlyEntry {
  readonly #enter: Enter;
  #isOver = false;
  #isOnItsWay = true;

  constructor(enter: Enter) {
    this.#enter = enter;
  }

  /** What belongs into the handshake's `auth` now. */
  get auth(): { readonly enter?: Enter } {
    return this.#isOver ? {} : { enter: this.#enter };
  }

  /** The socket whose handshakes carry `auth`, as it is to be used. */
  over(socket: MeetingSocket): MeetingSocket {
    const said = JSON.stringify(this.#enter);
    const answer = this.#answerOf(socket);
    const arrived = () => (this.#isOnItsWay = false);
    socket.listen('connect', arrived);
    socket.listen('connect_error', arrived);
    return withChanged(socket, {
      ask: (event, payload, answered) => {
        if (event !== 'meetings:enter' || this.#isOver || JSON.stringify(payload) !== said)
          return socket.ask(event, payload, answered);
        this.#isOver = true;
        answer.then(
          (given) => answered(null, given),
          (error: unknown) => answered(error, undefined),
        );
      },
      close: () => this.#close(socket),
    });
  }

  /** While the handshake is on its way nobody knows whether they are in: who gives up then leaves once they are. */
  #close(socket: MeetingSocket): void {
    if (!this.#isOnItsWay) return socket.close();
    socket.listen('connect', () => {
      socket.tell('meetings:leave', {});
      socket.close();
    });
    socket.listen('connect_error', () => socket.close());
  }

  #answerOf(socket: MeetingSocket): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => {
      socket.listen('meetings:entered', resolve);
      socket.listen('connect', () => {
        if (this.#isOver) return;
        setTimeout(() => reject(new Error('entering was not answered')), answerTimeoutMs);
      });
      socket.listen('disconnect', () => {
        this.#isOver = true;
        reject(new Error('lost while entering'));
      });
    });
    // Nobody may ever ask.
    answer.catch(() => undefined);
    return answer;
  }
}
