const windowMs = 3_000; // short enough to show a change, long enough not to jitter
const stepMs = 250;

/** Bytes per second over the last three seconds. */
export class RateMeter {
  private readonly steps: { readonly startMs: number; bytes: number }[] = [];

  constructor(private readonly now: () => number) {}

  count(bytes: number): void {
    const nowMs = this.now();
    const last = this.steps.at(-1);
    if (last && nowMs - last.startMs < stepMs) last.bytes += bytes;
    else this.steps.push({ startMs: nowMs, bytes });
  }

  bytesPerSecond(): number {
    const nowMs = this.now();
    while (this.steps[0] && nowMs - this.steps[0].startMs > windowMs) this.steps.shift();
    const first = this.steps[0];
    if (!first) return 0;
    const bytes = this.steps.reduce((sum, step) => sum + step.bytes, 0);
    return Math.round((bytes * 1_000) / Math.max(nowMs - first.startMs, stepMs));
  }

  reset(): void {
    this.steps.length = 0;
  }
}
