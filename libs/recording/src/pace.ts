/** A machine that keeps up has so much in hand; what is more is lost in a crash, or dropped when the encoder's queue is full. */
const usualLagMs = 250;
/** Between the two the pace stays, so that it does not swing. */
const mostLagMs = 400;
const mostSlower = 3;
const faster = 0.85;
/** However slow the encoder is: a gap in the file would be the greater evil. */
const longestMs = 250;

/** How long to wait from frame to frame, from how long that was and how far the encoder lags behind. Pure. */
export function paceAfter(paceMs: number, lagMs: number, fullPaceMs: number): number {
  if (lagMs > mostLagMs) {
    return Math.min(longestMs, paceMs * Math.min(mostSlower, lagMs / usualLagMs));
  }
  return lagMs < usualLagMs ? Math.max(fullPaceMs, paceMs * faster) : paceMs;
}
