import type { RateLimit } from '@parley/contract';

/** A token bucket: `burst` at once, then `perSecond`. Times are milliseconds of one monotonic clock. */
export class RateBucket {
  private tokens: number;
  private filledAtMs: number;

  constructor(
    private readonly limit: RateLimit,
    nowMs: number,
  ) {
    this.tokens = limit.burst;
    this.filledAtMs = nowMs;
  }

  /** Takes one token if there is one. */
  take(nowMs: number): boolean {
    const refill = ((nowMs - this.filledAtMs) / 1_000) * this.limit.perSecond;
    this.tokens = Math.min(this.limit.burst, this.tokens + refill);
    this.filledAtMs = nowMs;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Whole seconds until the next token, at least one. */
  get retryAfterSeconds(): number {
    return Math.max(1, Math.ceil((1 - this.tokens) / this.limit.perSecond));
  }
}
