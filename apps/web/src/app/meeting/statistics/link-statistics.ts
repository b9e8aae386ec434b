import { type Source, type VideoSource, videoSources } from '@parley/mesh';

/** What keeps a sender from sending more. Source: W3C webrtc-stats, RTCQualityLimitationReason. */
export type QualityLimitation = 'none' | 'cpu' | 'bandwidth' | 'other';

/** The pair of candidates that a connection uses. */
export interface CandidatePair {
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly localType: string;
  readonly remoteType: string;
  readonly protocol: string;
  readonly roundTripMs: number | null;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** What the browser believes that it could send; it stays low while little is sent. */
  readonly availableKbps: number | null;
}

/** One video of one direction: its size, and frames counted since it began. */
export interface VideoReading {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Only of what is sent. */
  readonly limitation: QualityLimitation | null;
}

export type VideoReadings = Readonly<Partial<Record<VideoSource, VideoReading>>>;

/** What is worth knowing of one connection at one moment: null where the browser does not say (yet). */
export interface LinkReading {
  readonly atMs: number;
  readonly pair: CandidatePair | null;
  readonly receivedPackets: number;
  readonly lostPackets: number;
  /** The share of what we sent that the other side missed lately, 0 to 1, as it says itself. */
  readonly sentLoss: number | null;
  readonly received: VideoReadings;
  readonly sent: VideoReadings;
}

type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
const limitations: readonly unknown[] = ['none', 'cpu', 'bandwidth', 'other'];
const isLimitation = (value: unknown): value is QualityLimitation => limitations.includes(value);

/**
 * Reads what a connection says of itself.
 *
 * @param sourceOf which source a track is, by its id: the report knows tracks only.
 */
export function readStatistics(
  report: Iterable<readonly [string, unknown]>,
  sourceOf: ReadonlyMap<string, Source>,
): LinkReading {
  const stats = new Map([...report].map(([id, stat]) => [id, stat as Stat]));
  const all = [...stats.values()];
  const transport = all.find(({ type }) => type === 'transport');
  const inbound = all.filter(({ type }) => type === 'inbound-rtp');
  const outbound = all.filter(({ type }) => type === 'outbound-rtp');
  const trackSent = (stat: Stat) => stats.get(asText(stat['mediaSourceId']))?.['trackIdentifier'];
  return {
    atMs: asNumber(transport?.['timestamp']) ?? 0,
    pair: pairOf(stats, transport),
    receivedPackets: sum(inbound, 'packetsReceived'),
    // Retransmissions can make it negative. Source: RFC 3550, 6.4.1.
    lostPackets: Math.max(0, sum(inbound, 'packetsLost')),
    sentLoss: lossToldOf(outbound, stats),
    received: videosOf(inbound, 'framesDecoded', (stat) => stat['trackIdentifier'], sourceOf),
    sent: videosOf(outbound, 'framesSent', trackSent, sourceOf),
  };
}

/** Source: W3C webrtc-stats, RTCTransportStats.selectedCandidatePairId. */
function pairOf(stats: ReadonlyMap<string, Stat>, transport?: Stat): CandidatePair | null {
  const pair = stats.get(asText(transport?.['selectedCandidatePairId']));
  if (!pair) return null;
  const local = stats.get(asText(pair['localCandidateId']));
  const remote = stats.get(asText(pair['remoteCandidateId']));
  const availableBitrate = asNumber(pair['availableOutgoingBitrate']);
  const roundTripSeconds = asNumber(pair['currentRoundTripTime']);
  return {
    localType: asText(local?.['candidateType']),
    remoteType: asText(remote?.['candidateType']),
    protocol: asText(local?.['relayProtocol']) || asText(local?.['protocol']),
    roundTripMs: roundTripSeconds === null ? null : roundTripSeconds * 1_000,
    receivedBytes: asNumber(pair['bytesReceived']) ?? 0,
    sentBytes: asNumber(pair['bytesSent']) ?? 0,
    availableKbps: availableBitrate === null ? null : availableBitrate / 1_000,
  };
}

/** Each stream counts as much as the packets that it sent. */
function lossToldOf(outbound: readonly Stat[], stats: ReadonlyMap<string, Stat>): number | null {
  let lost = 0;
  let packets = 0;
  for (const stat of outbound) {
    const told = asNumber(stats.get(asText(stat['remoteId']))?.['fractionLost']);
    const sent = asNumber(stat['packetsSent']) ?? 0;
    if (told === null || sent === 0) continue;
    lost += told * sent;
    packets += sent;
  }
  return packets === 0 ? null : lost / packets;
}

function videosOf(
  stats: readonly Stat[],
  frameCounter: string,
  trackOf: (stat: Stat) => unknown,
  sourceOf: ReadonlyMap<string, Source>,
): VideoReadings {
  const videos: Partial<Record<VideoSource, VideoReading>> = {};
  for (const stat of stats) {
    const source = sourceOf.get(asText(trackOf(stat)));
    const [width, height] = [asNumber(stat['frameWidth']), asNumber(stat['frameHeight'])];
    const picture = videoSources.find((one) => one === source);
    if (!picture || !width || !height) continue;
    const reason = stat['qualityLimitationReason'];
    const limitation = isLimitation(reason) ? reason : null;
    videos[picture] = { width, height, frames: asNumber(stat[frameCounter]) ?? 0, limitation };
  }
  return videos;
}

function sum(stats: readonly Stat[], key: string): number {
  return stats.reduce((total, stat) => total + (asNumber(stat[key]) ?? 0), 0);
}
