import type { LinkReport } from './link-report';

/** How many people this device's connection carries, as far as it was measured. */
export type CarriedPeople =
  /** The connection gives no more, or the processor does not: about so many. */
  | { readonly limitedBy: 'bandwidth' | 'cpu'; readonly people: number }
  /** Nothing gives way yet: at least so many. */
  | { readonly limitedBy: null; readonly people: number };

/** One connection as far as it concerns this. */
export interface MeasuredLink extends Pick<LinkReport, 'sent' | 'pair'> {
  /** Our video is on, and the link does not carry it. */
  readonly isSendingPaused: boolean;
}

/** 270 lines at half of what they are worth to the sender (libs/mesh, send-quality), and a voice with its headers. */
const leastGoodKbps = 240;

/**
 * Shares what went up among people who get the least good picture. Only where the connection gives way does it say how
 * much it has; before, what it carried is proof of that and of no more.
 *
 * @param provenKbps the most that went up at once, over all links, until now.
 * @returns null while nothing is measured.
 */
export function carriedPeople(
  all: Iterable<MeasuredLink>,
  provenKbps: number,
): CarriedPeople | null {
  const links = [...all].filter(({ sent }) => sent.kbps !== null);
  if (links.length === 0) return null;
  const here = links.length + 1;
  if (links.some(isNarrow)) {
    const carriedKbps = links.reduce((total, link) => total + carriedBy(link), 0);
    return { limitedBy: 'bandwidth', people: 1 + Math.max(1, peopleFor(carriedKbps)) };
  }
  if (links.some((link) => isLimitedBy('cpu', link))) return { limitedBy: 'cpu', people: here };
  return { limitedBy: null, people: Math.max(here, 1 + peopleFor(provenKbps)) };
}

/** The browser's estimate follows what is sent, so that it counts only where the link holds a picture back. */
function carriedBy(link: MeasuredLink): number {
  const sentKbps = link.sent.kbps ?? 0;
  if (!isNarrow(link)) return sentKbps;
  return Math.max(sentKbps, link.pair?.availableKbps ?? 0);
}

function isNarrow(link: MeasuredLink): boolean {
  return link.isSendingPaused || isLimitedBy('bandwidth', link);
}

/** What is not sent is not limited by what limited it before. */
function isLimitedBy(reason: 'bandwidth' | 'cpu', { sent }: MeasuredLink): boolean {
  return Object.values(sent.videos).some(
    ({ limitation, framesPerSecond }) => limitation === reason && framesPerSecond !== 0,
  );
}

function peopleFor(kbps: number): number {
  return Math.floor(kbps / leastGoodKbps);
}
