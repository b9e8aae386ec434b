import { type VideoSource, videoSources } from '@parley/mesh';
import type {
  CandidatePair,
  LinkReading,
  QualityLimitation,
  VideoReadings,
} from './link-statistics';

export interface VideoReport {
  readonly width: number;
  readonly height: number;
  /** Null until there are two readings; 0 while the video is paused. */
  readonly framesPerSecond: number | null;
  readonly limitation: QualityLimitation | null;
}

/** One direction of a connection; rates are null until there are two readings. */
export interface DirectionReport {
  readonly kbps: number | null;
  /** The share of packets that never came, 0 to 1. */
  readonly loss: number | null;
  readonly videos: Readonly<Partial<Record<VideoSource, VideoReport>>>;
}

/** How a connection does now. */
export interface LinkReport {
  readonly pair: CandidatePair | null;
  readonly isRelayed: boolean | null;
  readonly received: DirectionReport;
  readonly sent: DirectionReport;
}

/** What happened between two readings, the earlier one absent at first. */
export function reportBetween(before: LinkReading | undefined, now: LinkReading): LinkReport {
  const elapsedMs = before ? now.atMs - before.atMs : 0;
  // Bytes times eight, over milliseconds, are kilobits a second. A new connection counts from zero again.
  const rate = (later: number | undefined, earlier: number | undefined, factor: number) =>
    elapsedMs > 0 && later !== undefined && earlier !== undefined
      ? Math.max(0, ((later - earlier) * factor) / elapsedMs)
      : null;
  const videosBetween = (earlier: VideoReadings | undefined, later: VideoReadings) =>
    mapVideos(later, (source, { width, height, frames, limitation }) => ({
      width,
      height,
      framesPerSecond: rate(frames, earlier?.[source]?.frames, 1_000),
      limitation,
    }));
  const { pair } = now;
  return {
    pair,
    isRelayed: pair && (pair.localType === 'relay' || pair.remoteType === 'relay'),
    received: {
      kbps: rate(pair?.receivedBytes, before?.pair?.receivedBytes, 8),
      loss: lossBetween(before, now),
      videos: videosBetween(before?.received, now.received),
    },
    sent: {
      kbps: rate(pair?.sentBytes, before?.pair?.sentBytes, 8),
      loss: now.sentLoss,
      videos: videosBetween(before?.sent, now.sent),
    },
  };
}

function lossBetween(before: LinkReading | undefined, now: LinkReading): number | null {
  if (!before) return null;
  const lost = Math.max(0, now.lostPackets - before.lostPackets);
  const expected = lost + Math.max(0, now.receivedPackets - before.receivedPackets);
  return expected === 0 ? null : lost / expected;
}

function mapVideos(
  videos: VideoReadings,
  map: (source: VideoSource, reading: NonNullable<VideoReadings[VideoSource]>) => VideoReport,
): DirectionReport['videos'] {
  const mapped = videoSources.flatMap((source) => {
    const reading = videos[source];
    return reading ? [[source, map(source, reading)] as const] : [];
  });
  return Object.fromEntries(mapped);
}

export interface Load {
  readonly links: number;
  readonly upKbps: number;
  readonly downKbps: number;
}

/** What this device carries over all its links; null while nothing is measured yet. */
export function loadOf(links: Iterable<LinkReport>): Load | null {
  const measured = [...links].filter(({ sent }) => sent.kbps !== null);
  if (measured.length === 0) return null;
  return {
    links: measured.length,
    upKbps: measured.reduce((total, { sent }) => total + (sent.kbps ?? 0), 0),
    downKbps: measured.reduce((total, { received }) => total + (received.kbps ?? 0), 0),
  };
}

/** In a mesh one more person costs what each of the present ones does. */
export function costOfOneMore({ links, upKbps, downKbps }: Load): Omit<Load, 'links'> {
  return { upKbps: upKbps / links, downKbps: downKbps / links };
}
