import { checkReasons } from '../text/check.en';
import { type Check, failed, passed } from './check';
import { within } from './within';

export interface ServerPorts {
  /** One request and its answer; throws ParleyFailure. */
  readonly callServer: (signal: AbortSignal) => Promise<void>;
  /** Opens a WebSocket and waits for the server's first word. Lifetime: until then, or until the signal aborts. */
  readonly greetSocket: (signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

const limitMs = 8_000;

/** Passes when the server answers a request and greets over a WebSocket. */
export function serverCheck({ callServer, greetSocket, now }: ServerPorts): Check {
  const timed = async (work: Promise<void>): Promise<number> => {
    const startedAt = now();
    await work;
    return now() - startedAt;
  };
  return async ({ signal }) => {
    const httpMs = await within(limitMs, signal, (end) => timed(callServer(end)));
    if (httpMs === undefined) return failed(checkReasons.serverSilent);
    try {
      const socketMs = await within(limitMs, signal, (end) => timed(greetSocket(end)));
      if (socketMs !== undefined) return passed(checkReasons.serverWorks(httpMs, socketMs));
    } catch (error) {
      signal.throwIfAborted();
      console.warn('server check', error);
    }
    return failed(checkReasons.socketBlocked);
  };
}
