/** A machine that keeps up has so much in hand; what is more is lost in a crash, or dropped when the encoder's queue is full. */
const usualLagMs = 210;
/** Between the two the pace stays, so that it does not swing. */
const mostLagMs = 360;
const mostSlower = 3;
const faster = 0.85;
/** However slow the encoder is: a gap in the file would be the greater evil. */
const longestMs = 250;

/**
 * How long to wait from frame to frame, from how long that was and how old the newest frame of the file is. Pure.
 *
 * @param ageMs of which a frame's time is no lag: a slow pace alone must not look like an encoder that is behind.
 */
export function paceAfter(paceMs: number, ageMs: number, fullPaceMs: number): number {
  const lagMs = ageMs - paceMs;
  if (lagMs > mostLagMs) {
    return Math.min(longestMs, paceMs * Math.min(mostSlower, lagMs / usualLagMs));
  }
  return lagMs < usualLagMs ? Math.max(fullPaceMs, paceMs * faster) : paceMs;
}
