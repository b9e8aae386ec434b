interface TransportChoice {
  /** In this order; what comes after the first is an upgrade, or what is left when the first is refused. */
  readonly transports: ('websocket' | 'polling')[];
  /** Whether a refused first one is followed by the next at once. */
  readonly tryAllTransports: boolean;
}

/**
 * How to connect; `failures` counts the tries since the last connection, `opened` is the transport of that one.
 *
 * A websocket is there soonest, so it comes first. After it failed once plain requests come first and a websocket only on
 * top of them: a proxy may refuse it or swallow it (security.md X41), and Chromium makes each new websocket wait longer
 * the more of them failed, up to five seconds, long after the network is back (its WebSocketThrottler).
 */
export function transportsFor(failures: number, opened: string | null): TransportChoice {
  return failures === 0 && opened !== 'polling'
    ? { transports: ['websocket', 'polling'], tryAllTransports: true }
    : { transports: ['polling', 'websocket'], tryAllTransports: false };
}
