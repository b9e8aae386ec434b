/** What the statistics say of what we send over one link. */
export interface LinkReading {
  /** Milliseconds that only go forward. */
  readonly atMs: number;
  /** Bits per second that the browser believes in. It stays low while little is sent, so it counts only under strain. */
  readonly availableBitrate: number | null;
  /** Part of the packets that did not arrive, 0 to 1; null while nobody says. */
  readonly lossFraction: number | null;
  readonly roundTripMs: number | null;
  /** When the other side reported last on what we send, by the browser's clock; null where nothing is sent. */
  readonly reportedAtMs: number | null;
  /** What our data channels have sent until now. */
  readonly channelBytesSent: number;
  /** A picture is sent worse than we asked for, because of the link. */
  readonly isBandwidthLimited: boolean;
}

/** What we make of the readings of one link. */
export interface LinkBudget {
  /** Bits per second to be shared by everything that we send; null while the link shows no limit. */
  readonly bitrate: number | null;
  readonly isPoor: boolean;
  readonly baseRoundTripMs: number | null;
  readonly strainedSinceMs: number | null;
  /** Since when, or since the last step up, nothing strained the link. */
  readonly healthySinceMs: number | null;
  readonly raisedAtMs: number | null;
  /** How long the link must be healthy for the next step up. */
  readonly healthNeededMs: number;
}

/** Nobody can talk over a link that loses this much: a picture that is made small for nothing is the lesser evil. */
const severeFraction = 0.4;
/** Retransmissions hide less; what Chromium's own loss controller backs off from. */
const lossyFraction = 0.1;
/** A queue of this length on the way is heard as talking over each other. */
const queueMs = 200;
/** The round trip of an empty path is learned downwards at once and upwards slowly, as after a change of route. */
const baseLearningRate = 0.01;
/** Voice with its headers, and the least that is worth a camera. */
const starvedBelow = 160_000;
/** One bad second is not a bad link. */
const patienceMs = 2_000;
const firstHealthNeededMs = 5_000;
/** Whoever tries too often makes the voice stutter each time. */
const maxHealthNeededMs = 40_000;
/** The browser's own estimate needs this long to follow a step up: only loss and delay are evidence meanwhile. */
const climbMs = 8_000;
/** Strain that comes this soon after a step up comes of it, and is taken back at once: the voice pays for every second. */
const effectMs = 4_000;
const leastBitrate = 40_000;
/** Voice and the smallest picture get through. */
const smallPicture = 200_000;
/** Below this steps up are careful. */
const narrowBitrate = 400_000;
/** More than we ever send to one receiver. */
const limitless = 3_000_000;
/** From here on a picture is a good one. */
const goodBitrate = 500_000;

/** A link of which nothing is known: what we send is limited only by what it is worth. */
export const freshBudget: LinkBudget = {
  bitrate: null,
  isPoor: false,
  baseRoundTripMs: null,
  strainedSinceMs: null,
  healthySinceMs: null,
  raisedAtMs: null,
  healthNeededMs: firstHealthNeededMs,
};

/**
 * Goes down towards what the browser believes in after every two seconds of strain, at once where hardly anything arrives
 * or a step up was too far; goes up again, by half and then twofold, after every five seconds of health; steps up that
 * strained the link make it wait longer, up to forty seconds.
 */
export function nextBudget(before: LinkBudget, reading: LinkReading): LinkBudget {
  const baseRoundTripMs = learnBase(before.baseRoundTripMs, reading.roundTripMs);
  const known = { ...before, baseRoundTripMs };
  return isStrained(known, reading) ? strained(known, reading) : healthy(known, reading.atMs);
}

function strained(before: LinkBudget, reading: LinkReading): LinkBudget {
  const { atMs, availableBitrate, lossFraction } = reading;
  const sinceMs = before.strainedSinceMs ?? atMs;
  const waiting = { ...before, strainedSinceMs: sinceMs, healthySinceMs: null };
  const isSevere = before.bitrate === null && (lossFraction ?? 0) >= severeFraction;
  const { raisedAtMs } = before;
  const wasStepTooFar = raisedAtMs !== null && sinceMs - raisedAtMs < climbMs;
  const isFollowedAtOnce = raisedAtMs !== null && sinceMs - raisedAtMs < effectMs;
  if (!isSevere && !isFollowedAtOnce && atMs - sinceMs < patienceMs) return waiting;
  // The first fall makes pictures small; only strain that goes on ends them.
  const least = before.bitrate === null ? smallPicture : leastBitrate;
  const carried = Math.max(least, availableBitrate ?? Infinity);
  const bitrate = Math.min(before.bitrate ?? limitless, carried);
  return {
    ...waiting,
    bitrate,
    isPoor: true,
    strainedSinceMs: atMs,
    raisedAtMs: null,
    healthNeededMs: wasStepTooFar
      ? Math.min(before.healthNeededMs * 2, maxHealthNeededMs)
      : before.healthNeededMs,
  };
}

function healthy(before: LinkBudget, atMs: number): LinkBudget {
  const sinceMs = before.healthySinceMs ?? atMs;
  const calm = { ...before, strainedSinceMs: null, healthySinceMs: sinceMs };
  if (before.bitrate === null) return { ...calm, isPoor: false };
  const isProven = before.raisedAtMs !== null && atMs - before.raisedAtMs >= climbMs;
  // What held for a while is a new footing: a later fall says nothing against it.
  const healthNeededMs = isProven ? firstHealthNeededMs : before.healthNeededMs;
  if (atMs - sinceMs < healthNeededMs) return { ...calm, healthNeededMs };
  const raised = Math.max(before.bitrate * stepAbove(before.bitrate), smallPicture);
  const bitrate = raised >= limitless ? null : raised;
  const isPoor = bitrate !== null && bitrate < goodBitrate;
  const raisedAtMs = bitrate === null ? null : atMs;
  return { ...calm, bitrate, isPoor, healthNeededMs, healthySinceMs: atMs, raisedAtMs };
}

/** What a step too far costs the voice depends on how little there is besides it. */
function stepAbove(bitrate: number): number {
  return bitrate < narrowBitrate ? 1.5 : 2;
}

function isStrained(budget: LinkBudget, reading: LinkReading): boolean {
  const { lossFraction, roundTripMs, isBandwidthLimited, availableBitrate, atMs } = reading;
  const { bitrate, baseRoundTripMs, raisedAtMs } = budget;
  if ((lossFraction ?? 0) >= lossyFraction) return true;
  const isQueueing = (roundTripMs ?? 0) > (baseRoundTripMs ?? Infinity) + queueMs;
  // A long round trip alone may be the other side's busy page.
  if (isQueueing && (isBandwidthLimited || bitrate !== null)) return true;
  const isClimbing = raisedAtMs !== null && atMs - raisedAtMs < climbMs;
  return isBandwidthLimited && !isClimbing && (availableBitrate ?? Infinity) < starvedBelow;
}

function learnBase(base: number | null, roundTripMs: number | null): number | null {
  if (roundTripMs === null) return base;
  if (base === null || roundTripMs < base) return roundTripMs;
  return base + (roundTripMs - base) * baseLearningRate;
}
