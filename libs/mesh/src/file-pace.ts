import type { LinkBudget, LinkReading } from './link-budget';

/** How fast files may go over one link, and what led to that. Bytes and milliseconds. */
export interface FilePace {
  /** Null for as fast as the link carries them. */
  readonly bytesPerSecond: number | null;
  /** How fast they went when what is heard and seen suffered last. */
  readonly sufferedAt: number | null;
  readonly read: Pick<LinkReading, 'atMs' | 'reportedAtMs' | 'channelBytesSent'> | null;
}

export const freshFilePace: FilePace = { bytesPerSecond: null, sufferedAt: null, read: null };

/** A voice hides less than this; more is heard as a break. */
const audibleLoss = 0.03;
/** A queue that files build up on the way, before it overflows. */
const queueMs = 100;
/** A file that stands still is taken for one that failed. */
const leastBytesPerSecond = 4_000;
/** Of a link that is too narrow for the pictures as it is. */
const partOfStrainedLink = 0.2;
const bitsPerByte = 8;
/** From here on nobody would notice that there is a limit. */
const limitless = 50_000_000;

/** Files give way at once where a voice or picture suffers, go back near to where that was soon, and beyond it carefully. */
export function nextFilePace(before: FilePace, budget: LinkBudget, reading: LinkReading): FilePace {
  const wanted = isSuffering(budget, reading) ? slowed(before, reading) : raised(before, reading);
  const most =
    budget.bitrate === null ? Infinity : (budget.bitrate / bitsPerByte) * partOfStrainedLink;
  const bytesPerSecond = Math.min(wanted.bytesPerSecond ?? Infinity, most);
  return {
    ...wanted,
    bytesPerSecond:
      bytesPerSecond >= limitless ? null : Math.max(leastBytesPerSecond, bytesPerSecond),
    read: reading,
  };
}

function isSuffering({ baseRoundTripMs }: LinkBudget, reading: LinkReading): boolean {
  const { reportedAtMs, lossFraction, roundTripMs } = reading;
  // Where nothing is reported on, nothing is sent that could suffer.
  if (reportedAtMs === null) return false;
  return (
    (lossFraction ?? 0) >= audibleLoss ||
    (roundTripMs ?? 0) > (baseRoundTripMs ?? Infinity) + queueMs
  );
}

/** Once for each report: those of a voice come every five seconds. */
function slowed(before: FilePace, reading: LinkReading): FilePace {
  const sentAt = speedBetween(before.read, reading);
  const isKnown = before.read?.reportedAtMs === reading.reportedAtMs;
  // What suffers without a file on its way does not suffer from files.
  if (isKnown || sentAt < leastBytesPerSecond) return before;
  return { ...before, bytesPerSecond: sentAt / 2, sufferedAt: sentAt };
}

function raised(before: FilePace, reading: LinkReading): FilePace {
  const { bytesPerSecond, sufferedAt, read } = before;
  if (bytesPerSecond === null) return before;
  const seconds = read ? (reading.atMs - read.atMs) / 1_000 : 0;
  const growth = growthAt(bytesPerSecond / (sufferedAt ?? Infinity));
  return { ...before, bytesPerSecond: bytesPerSecond * growth ** seconds };
}

/** By how much a second files get faster, at this part of the speed at which something suffered. */
function growthAt(part: number): number {
  if (part < 0.8) return 1.3;
  // Past where it suffered, the path is another one now, or it was not the files.
  return part < 1.2 ? 1.03 : 1.1;
}

function speedBetween(before: FilePace['read'], now: LinkReading): number {
  const elapsedMs = before ? now.atMs - before.atMs : 0;
  if (!before || elapsedMs <= 0) return 0;
  return ((now.channelBytesSent - before.channelBytesSent) * 1_000) / elapsedMs;
}
