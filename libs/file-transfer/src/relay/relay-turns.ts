import type { Clock } from '../clock';
import { TransferError } from '../transfer-error';

/** After each try, so long before the next; a piece that failed after the last one is given up. */
const waitsMs = [500, 1_000, 2_000, 4_000, 8_000];

/** What goes between one page and the server, one request at a time whatever is shared and taken. */
export class RelayTurns {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: Clock) {}

  /** Tries again what the network kept from happening. What the server refused, and what was aborted, is over at once. */
  async run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    for (const waitMs of waitsMs) {
      try {
        return await this.inTurn(request);
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof TransferError && cause.code === 'relay-refused') throw cause;
      }
      await new Promise<void>((resolve) => this.clock.after(waitMs, resolve));
      signal.throwIfAborted();
    }
    return this.inTurn(request);
  }

  private inTurn<T>(request: () => Promise<T>): Promise<T> {
    const turn = this.last.then(request, request);
    this.last = turn;
    return turn;
  }
}
