import type { LinkBudget, LinkReading } from './link-budget';

/** How fast files may go over one link, and what led to that. Bytes and milliseconds. */
export interface FilePace {
  /** Null for as fast as the link carries them. */
  readonly bytesPerSecond: number | null;
  /** How fast they went when what is heard and seen suffered last. */
  readonly sufferedAt: number | null;
  readonly read: Pick<
    LinkReading,
    'atMs' | 'reportedAtMs' | 'pathReplies' | 'channelBytesSent'
  > | null;
  /** The shortest way there and back that was seen. */
  readonly basePathMs: number;
}

export const freshFilePace: FilePace = {
  bytesPerSecond: null,
  sufferedAt: null,
  read: null,
  basePathMs: Infinity,
};

/** A voice hides less than this; more is heard as a break. */
const audibleLoss = 0.03;
/** A queue that files build up on the way, before it overflows. */
const queueMs = 100;
/** A file that stands still is taken for one that failed. */
const leastBytesPerSecond = 4_000;
/** Of a link that is too narrow for the pictures as it is. */
const partOfStrainedLink = 0.2;
const bitsPerByte = 8;
/** Beside a voice, the first file begins with this: all at once it would push whole words out of the queue on the way. */
const firstBytesPerSecond = 100_000;
/** A path as narrow as this is found out before much more goes over it; a wider one is not kept waiting. */
const narrowBytesPerSecond = 500_000;
/** From here on nobody would notice that there is a limit. */
const limitless = 50_000_000;

/**
 * Files begin carefully beside a voice, give way at once where a voice or picture suffers, go back near to where that was
 * soon, and beyond it carefully.
 */
export function nextFilePace(before: FilePace, budget: LinkBudget, reading: LinkReading): FilePace {
  const known = begun(before, reading);
  const wanted = isSuffering(budget, reading)
    ? slowed(known, reading)
    : isFilling(known, reading)
      ? held(known, reading)
      : raised(known, reading);
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

/** The first report on what we send says that there is something to protect. */
function begun(before: FilePace, { reportedAtMs, pathRoundTripMs }: LinkReading): FilePace {
  const basePathMs = Math.min(before.basePathMs, pathRoundTripMs ?? Infinity);
  const isFirst = reportedAtMs !== null && (before.read?.reportedAtMs ?? null) === null;
  const isFree = before.bytesPerSecond === null && before.sufferedAt === null;
  const bytesPerSecond = isFirst && isFree ? firstBytesPerSecond : before.bytesPerSecond;
  return { ...before, basePathMs, bytesPerSecond };
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

/** The path fills up, which a voice will be reported to suffer from only later. */
function isFilling({ basePathMs }: FilePace, { reportedAtMs, pathRoundTripMs }: LinkReading) {
  return reportedAtMs !== null && (pathRoundTripMs ?? 0) > basePathMs + queueMs;
}

/** Once for each report: those of a voice come every five seconds. */
function slowed(before: FilePace, reading: LinkReading): FilePace {
  const sentAt = speedBetween(before.read, reading);
  const isKnown = before.read?.reportedAtMs === reading.reportedAtMs;
  // What suffers without a file on its way does not suffer from files.
  if (isKnown || sentAt < leastBytesPerSecond) return before;
  return { ...before, bytesPerSecond: sentAt / 2, sufferedAt: sentAt };
}

/** Once for each check of the path. It may be the machine that is busy: what is no more than this is not remembered. */
function held(before: FilePace, reading: LinkReading): FilePace {
  const sentAt = speedBetween(before.read, reading);
  const isKnown = before.read?.pathReplies === reading.pathReplies;
  if (isKnown || sentAt < leastBytesPerSecond) return before;
  return { ...before, bytesPerSecond: sentAt / 2, sufferedAt: before.sufferedAt ?? Infinity };
}

function raised(before: FilePace, reading: LinkReading): FilePace {
  const { bytesPerSecond, sufferedAt, read } = before;
  if (bytesPerSecond === null) return before;
  const seconds = read ? (reading.atMs - read.atMs) / 1_000 : 0;
  // What was never used proves nothing.
  const isUsed = speedBetween(read, reading) > bytesPerSecond / 2;
  const isFirst = sufferedAt === null && bytesPerSecond >= firstBytesPerSecond;
  const first = isUsed ? firstGrowthAt(bytesPerSecond) : 1;
  const growth = isFirst ? first : growthAt(bytesPerSecond / (sufferedAt ?? Infinity));
  return { ...before, bytesPerSecond: bytesPerSecond * growth ** seconds };
}

/** By how much a second the first file gets faster, as long as it uses what it has and nothing suffers. */
function firstGrowthAt(bytesPerSecond: number): number {
  return bytesPerSecond < narrowBytesPerSecond ? 1.6 : 3;
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
