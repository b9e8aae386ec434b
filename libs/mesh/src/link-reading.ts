import type { LinkReading } from './link-budget';

/** The members of the statistics that we read; each kind has some of them. Source: W3C webrtc-stats. */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly timestamp: number;
  readonly selectedCandidatePairId?: string;
  readonly availableOutgoingBitrate?: number;
  readonly currentRoundTripTime?: number;
  readonly roundTripTime?: number;
  readonly fractionLost?: number;
  readonly bytesSent?: number;
  readonly active?: boolean;
  readonly qualityLimitationReason?: string;
}

/** Reports of a voice come every five seconds; a source that is not sent any more is never reported on again. */
const freshMs = 6_000;

/** Reads what concerns the sending from a connection's statistics. */
export function readLink(report: RTCStatsReport, atMs: number): LinkReading {
  const stats = [...(report.values() as Iterable<Stat>)];
  const transport = stats.find(({ type }) => type === 'transport');
  const pair = stats.find(({ id }) => id === transport?.selectedCandidatePairId);
  const reports = stats.filter(
    ({ type, timestamp }) =>
      type === 'remote-inbound-rtp' && (transport?.timestamp ?? 0) - timestamp < freshMs,
  );
  const roundTrip =
    greatest(reports.map(({ roundTripTime }) => roundTripTime)) ?? pair?.currentRoundTripTime;
  return {
    atMs,
    availableBitrate: pair?.availableOutgoingBitrate ?? null,
    lossFraction: greatest(reports.map(({ fractionLost }) => fractionLost)) ?? null,
    roundTripMs: roundTrip === undefined ? null : roundTrip * 1_000,
    reportedAtMs: greatest(reports.map(({ timestamp }) => timestamp)) ?? null,
    channelBytesSent: stats.reduce(
      (total, { type, bytesSent = 0 }) => total + (type === 'data-channel' ? bytesSent : 0),
      0,
    ),
    isBandwidthLimited: stats.some(
      ({ type, active, qualityLimitationReason }) =>
        type === 'outbound-rtp' && active !== false && qualityLimitationReason === 'bandwidth',
    ),
  };
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
