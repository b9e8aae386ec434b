import type { Clock } from './clock';

/** Four times a second is as often as a bar needs to move. */
const soonMs = 250;

/** Tells of changes: of some at once, of streams of small ones a few times a second. Lifetime: until `stop`. */
export class ChangeSignal {
  private cancelTimer: (() => void) | null = null;
  private isStopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly tell: () => void,
  ) {}

  now(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    if (!this.isStopped) this.tell();
  }

  soon(delayMs = soonMs): void {
    if (this.isStopped) return;
    this.cancelTimer ??= this.clock.after(delayMs, () => {
      this.cancelTimer = null;
      this.now();
    });
  }

  stop(): void {
    this.isStopped = true;
    this.cancelTimer?.();
    this.cancelTimer = null;
  }
}
