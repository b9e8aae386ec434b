import { type VideoSource, videoSources } from '@parley/mesh';
import { statisticsText as text } from '../../text/statistics.en';
import type { DirectionReport, LinkReport } from './link-report';

/** One line of a connection's card: the same fact of both directions. */
export interface LinkLine {
  readonly name: string;
  readonly received: string;
  readonly sent: string;
}

export interface LinkWords {
  readonly path: string;
  readonly roundTrip: string;
  readonly lines: readonly LinkLine[];
}

/** A connection's report in words; without one everything is unknown yet. */
export function wordsOf(link: LinkReport | undefined): LinkWords {
  const pair = link?.pair ?? null;
  return {
    path: inWords(pair, ({ localType, remoteType, protocol }) =>
      text.pathOf(link?.isRelayed === true, candidate(localType), candidate(remoteType), protocol),
    ),
    roundTrip: inWords(pair?.roundTripMs ?? null, text.milliseconds),
    lines: [
      line(text.bitrate, link, ({ kbps }) => inWords(kbps, text.bitrateOf)),
      line(text.loss, link, ({ loss }) => inWords(loss, text.percent)),
      ...videoSources.flatMap((source) => videoLine(source, link)),
      { name: text.limitedBy, received: '', sent: limitationOf(link) },
    ],
  };
}

function candidate(type: string): string {
  return text.candidates[type] ?? text.unknown;
}

function line(
  name: string,
  link: LinkReport | undefined,
  words: (direction: DirectionReport) => string,
): LinkLine {
  if (!link) return { name, received: text.unknown, sent: text.unknown };
  return { name, received: words(link.received), sent: words(link.sent) };
}

/** Nobody shares a screen most of the time: what neither side has is no line. */
function videoLine(source: VideoSource, link: LinkReport | undefined): LinkLine[] {
  const isThere = link?.received.videos[source] ?? link?.sent.videos[source];
  if (!isThere) return [];
  return [
    line(text[source], link, ({ videos }) =>
      inWords(videos[source] ?? null, ({ width, height, framesPerSecond }) =>
        text.video(width, height, framesPerSecond),
      ),
    ),
  ];
}

/** The camera's limit, or the screen's where there is no camera or nothing limits it. */
function limitationOf(link: LinkReport | undefined): string {
  // What is not sent is not limited by what limited it before.
  const reasons = videoSources.flatMap((source) => {
    const video = link?.sent.videos[source];
    return video && video.framesPerSecond !== 0 ? (video.limitation ?? []) : [];
  });
  const reason = reasons.find((one) => one !== 'none') ?? reasons[0];
  return inWords(reason ?? null, (one) => text.limitations[one]);
}

function inWords<Value>(value: Value | null, words: (value: Value) => string): string {
  return value === null ? text.unknown : words(value);
}
