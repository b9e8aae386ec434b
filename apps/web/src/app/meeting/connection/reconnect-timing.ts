/** Why there is no connection: our own network, the other end closing it on us, or a server that said "not now". */
export type LossCause = 'network' | 'server' | 'refusal';

/** When a server goes away everybody is cut off in the same moment and must not come back in the same one. */
const spreadMs = 1_500;
/** Between tries; with its jitter below the second within which a page is back after its network. */
const firstRetryMs = 200;
const retryAtMostMs = 500;
const firstRefusedMs = 1_000;
const refusedAtMostMs = 8_000;

/** How long to wait before a try; `attempt` counts from 0 since the last connection, `random` is in [0, 1). */
export function reconnectDelayMs(cause: LossCause, attempt: number, random: number): number {
  const jitter = 0.5 + random;
  if (cause === 'refusal') return Math.min(refusedAtMostMs, firstRefusedMs * 2 ** attempt) * jitter;
  if (attempt === 0) return cause === 'server' ? spreadMs * random : 0;
  return Math.min(retryAtMostMs, firstRetryMs * 2 ** (attempt - 1)) * jitter;
}

/** Connecting for the first time: slow is better than not at all. */
const patientMs = 10_000;
/** The first try of all is by websocket, which some proxies swallow without a word. Three rounds of a second fit in. */
const firstTryMs = 5_000;
const hastyMs = 1_500;
const longMs = 6_000;
/** For a way that was opened before anybody measured it. */
const usualRoundMs = 125;

/**
 * How long a try may take before the next one. A packet that was sent into a dead network is repeated ever more rarely,
 * so that a new try is back sooner than an old one; but each fourth is long enough for a network that became slow.
 */
export function connectTimeoutMs(
  attempt: number,
  wasConnected: boolean,
  fastestMs: number | null,
): number {
  if (!wasConnected) return attempt === 0 ? firstTryMs : patientMs;
  const shortMs = Math.min(longMs, hastyMs + 4 * (fastestMs ?? usualRoundMs));
  return attempt % 4 === 3 ? longMs : shortMs;
}
