/** What is worth knowing of one connection: null where the browser does not say (yet). */
export interface LinkStatistics {
  readonly isRelayed: boolean | null;
  readonly roundTripMs: number | null;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly atMs: number;
}

export interface LinkRates {
  readonly receivingKbps: number | null;
  readonly sendingKbps: number | null;
}

type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Reads the selected candidate pair. Source: W3C webrtc-stats, RTCTransportStats.selectedCandidatePairId. */
export function readStatistics(report: Iterable<readonly [string, unknown]>): LinkStatistics {
  const stats = new Map([...report].map(([id, stat]) => [id, stat as Stat]));
  const transport = [...stats.values()].find(({ type }) => type === 'transport');
  const pair = stats.get(String(transport?.['selectedCandidatePairId']));
  const local = stats.get(String(pair?.['localCandidateId']));
  const remote = stats.get(String(pair?.['remoteCandidateId']));
  const roundTripSeconds = asNumber(pair?.['currentRoundTripTime']);
  return {
    isRelayed: pair
      ? [local, remote].some((candidate) => candidate?.['candidateType'] === 'relay')
      : null,
    roundTripMs: roundTripSeconds === null ? null : roundTripSeconds * 1_000,
    receivedBytes: asNumber(pair?.['bytesReceived']) ?? 0,
    sentBytes: asNumber(pair?.['bytesSent']) ?? 0,
    atMs: asNumber(transport?.['timestamp']) ?? 0,
  };
}

/** Kilobits a second between two readings. */
export function ratesBetween(before: LinkStatistics | undefined, now: LinkStatistics): LinkRates {
  const elapsedMs = before ? now.atMs - before.atMs : 0;
  if (!before || elapsedMs <= 0) return { receivingKbps: null, sendingKbps: null };
  // Bytes times eight, over milliseconds, are kilobits a second.
  const rate = (bytes: number) => Math.max(0, (bytes * 8) / elapsedMs);
  return {
    receivingKbps: rate(now.receivedBytes - before.receivedBytes),
    sendingKbps: rate(now.sentBytes - before.sentBytes),
  };
}
