import { Refusal } from '../errors/refusal';
import { RateBucket } from '../realtime/rate-bucket';

/**
 * A recorder makes one slice a second; after a cut it sends what it kept as fast as it can. Beyond that somebody wants
 * to wear out the disk with crumbs (security.md T60).
 */
const rate = { burst: 1_200, perSecond: 100 };
/** How many recordings are remembered before those that have been quiet are let go. */
const maxRemembered = 1_000;

/** How fast each recording may send. */
export class SliceRates {
  private readonly buckets = new Map<string, RateBucket>();

  /** Refuses with `too-many-tries`. */
  take(recordingId: string, nowMs: number): void {
    const bucket = this.buckets.get(recordingId) ?? new RateBucket(rate, nowMs);
    // The most recent one stands last.
    this.buckets.delete(recordingId);
    this.buckets.set(recordingId, bucket);
    const [quietest] = this.buckets.keys();
    if (this.buckets.size > maxRemembered && quietest !== undefined) this.buckets.delete(quietest);
    if (bucket.take(nowMs)) return;
    const { retryAfterSeconds } = bucket;
    throw Refusal.of('too-many-tries', 'Slices come too fast', { retryAfterSeconds });
  }
}
