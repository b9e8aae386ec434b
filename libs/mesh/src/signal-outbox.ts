import type { MeshClock, MeshSignal } from './types';

const firstRetryDelayMs = 500;
/** A page that comes back is announced and retried at once; this only bounds the wait when that news is lost. */
const maxRetryDelayMs = 8_000;

export interface SignalOutboxOptions {
  /** Resolves to whether the other page got the signal; rejects while signaling is away. */
  send(number: number, signal: MeshSignal): Promise<boolean>;
  readonly clock: MeshClock;
  /** Told of every failed try. */
  deliveryFailed(reason: unknown): void;
}

/**
 * Numbers the signals of one generation and sends each until it was delivered. Signals go out without waiting for each
 * other, as waiting would cost a round trip for every candidate; after a failure everything waits and is sent again in order.
 * Lifetime: until close().
 */
export class SignalOutbox {
  readonly #options: SignalOutboxOptions;
  readonly #unsent = new Map<number, MeshSignal>();
  #inFlight = 0;
  #lastNumber = 0;
  #failures = 0;
  #cancelRetry: (() => void) | null = null;
  #isClosed = false;

  constructor(options: SignalOutboxOptions) {
    this.#options = options;
  }

  /** True when all that was pushed has reached the other page. */
  get isEmpty(): boolean {
    return this.#unsent.size === 0 && this.#inFlight === 0;
  }

  push(signal: MeshSignal): void {
    if (this.#isClosed) return;
    this.#lastNumber += 1;
    this.#unsent.set(this.#lastNumber, signal);
    if (this.#failures === 0) this.#sendUnsent();
  }

  /** Sends at once whatever waits for its next try. */
  retryNow(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (!this.#isClosed) this.#sendUnsent();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#unsent.clear();
  }

  #sendUnsent(): void {
    const inOrder = [...this.#unsent].sort(([left], [right]) => left - right);
    this.#unsent.clear();
    for (const [number, signal] of inOrder) void this.#send(number, signal);
  }

  async #send(number: number, signal: MeshSignal): Promise<void> {
    this.#inFlight += 1;
    const failure = await this.#options.send(number, signal).then(
      (isDelivered) => (isDelivered ? null : { reason: 'the other page is away' }),
      (reason: unknown) => ({ reason }),
    );
    this.#inFlight -= 1;
    if (this.#isClosed) return;
    if (failure === null) {
      this.#delivered();
    } else {
      this.#unsent.set(number, signal);
      this.#options.deliveryFailed(failure.reason);
      this.#scheduleRetry();
    }
  }

  #delivered(): void {
    const hadFailures = this.#failures > 0;
    this.#failures = 0;
    if (hadFailures && this.#unsent.size > 0) this.retryNow();
  }

  #scheduleRetry(): void {
    if (this.#cancelRetry !== null) return;
    const delayMs = Math.min(firstRetryDelayMs * 2 ** this.#failures, maxRetryDelayMs);
    this.#failures += 1;
    this.#cancelRetry = this.#options.clock.schedule(delayMs, () => {
      this.retryNow();
    });
  }
}
